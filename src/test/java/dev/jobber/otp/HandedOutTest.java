package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The kernel waits for no lock on what it hands out: code that holds one gets its answers.
class HandedOutTest {
    private final ManualClock clock = new ManualClock();
    private final Node node = Node.builder().clock(clock).fairness(false).build();

    @AfterEach
    void close() {
        node.close();
    }

    /// Runs the code on another thread, which holds the lock; fails if that does not return.
    private static <T> T holding(Object lock, Callable<T> code) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    synchronized (lock) {
                        try {
                            result.complete(code.call());
                        } catch (Exception problem) {
                            result.completeExceptionally(problem);
                        }
                    }
                });
        return result.get(30, TimeUnit.SECONDS);
    }

    private Pid counter() {
        return node.start(new Counter(0), StartOptions.named("counter")).pidOrExit();
    }

    @Test
    void a_server_whose_pid_is_locked_can_be_stopped() throws Exception {
        Pid pid = counter();

        boolean gone =
                holding(
                        pid,
                        () -> {
                            GenServer.stop(pid);
                            return !pid.isAlive();
                        });

        assertThat(gone).isTrue();
    }

    @Test
    void a_process_whose_pid_is_locked_can_be_linked_monitored_named_killed_and_looked_at()
            throws Exception {
        Pid pid = node.spawn(Process::receive);
        List<ProcessInfo> seen = new CopyOnWriteArrayList<>();

        Object down =
                holding(
                        pid,
                        () ->
                                node.run(() -> {
                                    Process.trapExit(true);
                                    Process.link(pid);
                                    MonitorRef ref = Process.monitor(pid);
                                    Process.register(pid, "named");
                                    seen.add(node.info(pid).orElseThrow());
                                    Process.exit(pid, ExitReason.KILL);
                                    return Process.receive(message ->
                                            message instanceof Down it && it.ref() == ref);
                                }));

        assertThat(((Down) down).reason()).isEqualTo(ExitReason.KILLED);
        assertThat(seen).extracting(ProcessInfo::name).containsExactly(Optional.of("named"));
    }

    @Test
    void a_monitor_that_is_locked_tells_of_the_death() throws Exception {
        Pid pid = node.spawn(Process::receive);

        Object down =
                node.run(() -> {
                    MonitorRef ref = Process.monitor(pid);
                    holding(
                            ref,
                            () -> {
                                Process.exit(pid, ExitReason.KILL);
                                return "";
                            });
                    return Process.receive();
                });

        assertThat(down).isInstanceOf(Down.class);
    }

    @Test
    void a_clock_that_is_locked_goes_on() throws Exception {
        Duration passed =
                holding(
                        clock,
                        () -> {
                            CompletableFuture<Duration> told = new CompletableFuture<>();
                            Thread.ofPlatform()
                                    .daemon()
                                    .start(() -> {
                                        clock.advance(Duration.ofSeconds(1));
                                        told.complete(Duration.ofNanos(clock.nanoTime()));
                                    });
                            return told.get(30, TimeUnit.SECONDS);
                        });

        assertThat(passed).isEqualTo(Duration.ofSeconds(1));
    }
}
