package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Killing for real: real time, real threads.
class KillTest {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final List<Object> seen = new CopyOnWriteArrayList<>();
    private final Node node =
            Node.builder()
                    .fairness(false)
                    .killGrace(Duration.ofMillis(50))
                    .events(events::add)
                    .build();

    @AfterEach
    void close() {
        enough.set(true);
        node.close();
    }

    private ExitReason killed(Pid victim) throws Exception {
        return node.run(
                        () -> {
                            MonitorRef ref = Process.monitor(victim);
                            Process.exit(victim, ExitReason.KILL);
                            return (Down)
                                    Process.receive(message ->
                                            message instanceof Down down && down.ref() == ref);
                        })
                .reason();
    }

    @Test
    void code_that_ignores_the_interrupt_lingers_after_the_grace_until_it_ends() throws Exception {
        var spinning = new CountDownLatch(1);
        Pid stubborn =
                node.spawn(() -> {
                    spinning.countDown();
                    while (!enough.get()) {
                        Thread.onSpinWait();
                    }
                });
        assertThat(spinning.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(killed(stubborn)).isEqualTo(ExitReason.KILLED);

        assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOf(Event.Lingering.class);
        assertThat(node.lingering()).containsExactly(stubborn);
        assertThat(node.info(stubborn))
                .get()
                .extracting(ProcessInfo::status)
                .isEqualTo(ProcessStatus.LINGERING);
        assertThat(node.processCount()).isZero();

        enough.set(true);

        assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOf(Event.LingeringEnded.class);
        assertThat(node.lingering()).isEmpty();
        assertThat(node.info(stubborn)).isEmpty();
    }

    @Test
    void what_a_lingering_thread_sends_reaches_nobody() throws Exception {
        var spinning = new CountDownLatch(1);
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        Pid other = node.spawn(() -> received.add(Process.receive()));
        Pid stubborn =
                node.spawn(() -> {
                    spinning.countDown();
                    while (!enough.get()) {
                        Thread.onSpinWait();
                    }
                    Process.send(other, "from the grave");
                });
        assertThat(spinning.await(30, TimeUnit.SECONDS)).isTrue();
        killed(stubborn);
        assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOf(Event.Lingering.class);

        enough.set(true);
        assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOf(Event.LingeringEnded.class);
        Process.send(other, "from the living");

        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("from the living");
    }

    @Test
    void a_blocked_thread_is_gone_at_once_and_nothing_lingers() throws Exception {
        var blocked = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        Pid sleeper =
                node.spawn(() -> {
                    blocked.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                });
        assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(killed(sleeper)).isEqualTo(ExitReason.KILLED);

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(node.lingering()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void a_process_that_is_killed_while_its_childs_init_runs_is_dead_at_once() throws Exception {
        class Waiting extends GenServer<String, Request<String>, String> {
            @Override
            protected InitResult<String> init() {
                Process.trapExit(true);
                Process.send(node.named("test"), Process.self());
                seen.add(Process.receive());
                seen.add(Process.receive());
                return stop(ExitReason.NORMAL);
            }
        }
        ExitReason reason =
                node.run(() -> {
                    Process.register(Process.self(), "test");
                    Pid parent =
                            node.spawn(() -> {
                                GenServer.startLink(new Waiting());
                                seen.add("the parent's code went on");
                            });
                    var child = (Pid) Process.receive();
                    MonitorRef gone = Process.monitor(child);
                    ExitReason killed = killed(parent);
                    Process.send(child, "go on");
                    Process.receive(message -> message instanceof Down it && it.ref() == gone);
                    return killed;
                });

        assertThat(reason).isEqualTo(ExitReason.KILLED);
        assertThat(seen)
                .hasSize(2)
                .satisfies(all -> assertThat(all.getFirst()).isInstanceOf(Exit.class))
                .endsWith("go on");
        assertThat(events).isEmpty();
    }
}
