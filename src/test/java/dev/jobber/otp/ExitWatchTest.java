package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Code that is no process hears of an end, and delays none.
class ExitWatchTest {
    private final CountDownLatch enough = new CountDownLatch(1);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final ManualClock clock = new ManualClock();
    private final Node node = Node.builder().fairness(false).clock(clock).build();

    @AfterEach
    void close() {
        enough.countDown();
        node.close();
    }

    private final class Blocking implements ExitWatch.Listener {
        private final String name;

        Blocking(String name) {
            this.name = name;
        }

        @Override
        public void exited(Pid pid, ExitReason reason) {
            heard.add(name + " exited " + reason);
            block();
        }

        @Override
        public void told(Pid pid) {
            heard.add(name + " told");
        }
    }

    private final class Telling implements ExitWatch.Listener {
        @Override
        public void exited(Pid pid, ExitReason reason) {
            heard.add("exited " + reason + ", told " + heard.contains("down"));
        }

        @Override
        public void told(Pid pid) {
            heard.add("told");
        }
    }

    private void block() {
        try {
            assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(30, TimeUnit.SECONDS));
    }

    private Pid idle() {
        return node.start(new Counter(0), StartOptions.NONE).pidOrExit();
    }

    @Test
    void a_listener_that_blocks_delays_no_process_and_no_other_listener() throws Exception {
        var child =
                ChildSpec.worker(
                        "w", () -> GenServer.startLink(new Counter(0), StartOptions.named("w")));
        Pid top =
                Supervisor.start(
                                node,
                                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                List.of(child),
                                StartOptions.NONE)
                        .pidOrExit();
        Pid first = node.whereis("w").orElseThrow();
        ExitWatch.on(first, new Blocking("one"));
        ExitWatch.on(first, new Telling());

        ExitReason down =
                node.run(() -> {
                    MonitorRef ref = Process.monitor(first);
                    Process.exit(first, ExitReason.word("boom"));
                    return ((Down) Process.receive(it -> it instanceof Down d && d.ref() == ref))
                            .reason();
                });

        assertThat(down).isEqualTo(ExitReason.word("boom"));
        assertThat(Supervisor.countChildren(top).active()).isEqualTo(1);
        Supervisor.stop(top);
        assertThat(List.of(next(), next(), next()))
                .containsExactlyInAnyOrder("one exited :boom", "exited :boom, told false", "told");
        assertThat(heard).isEmpty();
        enough.countDown();
        assertThat(next()).isEqualTo("one told");
    }

    @Test
    void a_death_that_a_listener_blocks_in_does_not_keep_the_node_from_closing() throws Exception {
        Pid pid = idle();
        ExitWatch.on(pid, new Blocking("one"));

        node.close(); // the test is that it returns

        assertThat(next()).isEqualTo("one exited :killed");
        assertThat(node.processCount()).isZero();
    }

    @Test
    void time_passes_when_the_listener_has_returned() {
        Pid pid = idle();
        ExitWatch.on(pid, new Telling());
        GenServer.stop(pid);

        clock.advance(Duration.ofSeconds(1));

        assertThat(heard).containsExactly("exited :normal, told false", "told");
    }

    @Test
    void a_listener_may_wait_for_what_comes_of_the_death() throws Exception {
        Pid pid = idle();
        ExitWatch.on(
                pid,
                new ExitWatch.Listener() {
                    @Override
                    public void exited(Pid dead, ExitReason reason) {
                        clock.settle();
                        heard.add("settled");
                    }

                    @Override
                    public void told(Pid dead) {}
                });

        Process.exit(pid, ExitReason.KILL);

        assertThat(next()).isEqualTo("settled");
    }

    @Test
    void at_once_means_before_any_process_is_told() throws Exception {
        Pid pid = idle();
        ExitWatch.atOnce(pid, new Telling());

        node.run(() -> {
            Process.monitor(pid);
            Process.exit(pid, ExitReason.KILL);
            Process.receive(it -> it instanceof Down);
            heard.add("down");
            return "";
        });

        assertThat(next()).isEqualTo("exited :killed, told false");
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("told", "down");
    }

    @Test
    void the_dead_cannot_be_watched_and_a_watch_can_be_cancelled() {
        Pid dead = idle();
        GenServer.stop(dead);
        Pid alive = idle();
        Optional<ExitWatch> cancelled = ExitWatch.on(alive, new Telling());

        cancelled.orElseThrow().cancel();
        GenServer.stop(alive);
        node.awaitQuiet();

        assertThat(ExitWatch.on(dead, new Telling())).isEmpty();
        assertThat(heard).isEmpty();
    }
}
