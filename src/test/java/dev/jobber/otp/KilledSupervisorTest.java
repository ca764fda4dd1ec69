package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A supervisor is killed while it waits for a child that ignores its shutdown.
class KilledSupervisorTest {
    private final BlockingQueue<ExitReason> heard = new LinkedBlockingQueue<>();
    private final Node node = Node.builder().build();

    @AfterEach
    void close() {
        node.close();
    }

    /// A child that ignores what it hears.
    private final ChildSpec stubborn =
            ChildSpec.worker(
                            "a",
                            () ->
                                    StartResult.started(
                                            Process.spawnLink(() -> {
                                                Process.trapExit(true);
                                                while (true) {
                                                    heard.add(((Exit) Process.receive()).reason());
                                                }
                                            })))
                    .withShutdown(new ChildSpec.Shutdown.Infinity());

    private ExitReason next() throws InterruptedException {
        ExitReason reason = heard.poll(30, TimeUnit.SECONDS);
        return reason == null ? ExitReason.TIMEOUT : reason;
    }

    private void kill(Pid supervisor) throws Exception {
        assertThat(
                        node.run(() -> {
                            MonitorRef ref = Process.monitor(supervisor);
                            Process.exit(supervisor, ExitReason.KILL);
                            return ((Down)
                                            Process.receive(it ->
                                                    it instanceof Down down && down.ref() == ref))
                                    .reason();
                        }))
                .isEqualTo(ExitReason.KILLED);
    }

    private Pid supervisor() {
        return Supervisor.start(
                        node,
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                        List.of(stubborn),
                        StartOptions.NONE)
                .pidOrExit();
    }

    @Test
    void the_child_hears_of_the_kill_too_when_it_was_being_terminated() throws Exception {
        Pid supervisor = supervisor();
        node.spawn(() -> Supervisor.terminateChild(supervisor, "a"));
        assertThat(next()).isEqualTo(ExitReason.SHUTDOWN);

        kill(supervisor);

        assertThat(next()).isEqualTo(ExitReason.KILLED);
    }

    @Test
    void and_when_the_supervisor_was_being_stopped() throws Exception {
        Pid supervisor = supervisor();
        node.spawn(() -> Supervisor.stop(supervisor));
        assertThat(next()).isEqualTo(ExitReason.SHUTDOWN);

        kill(supervisor);

        assertThat(next()).isEqualTo(ExitReason.KILLED);
    }

    @Test
    void a_dynamic_supervisor_has_taken_the_link_away_by_then() throws Exception {
        Pid supervisor =
                DynamicSupervisor.start(node, DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                        .pidOrExit();
        Pid child = DynamicSupervisor.startChild(supervisor, stubborn).pidOrExit();
        node.spawn(() -> DynamicSupervisor.terminateChild(supervisor, child));
        assertThat(next()).isEqualTo(ExitReason.SHUTDOWN);

        kill(supervisor);

        node.awaitQuiet();
        assertThat(heard).isEmpty();
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void a_child_that_was_terminated_leaves_no_link_and_is_not_started_again() throws Exception {
        Pid supervisor =
                Supervisor.start(
                                node,
                                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                List.of(
                                        stubborn.withShutdown(
                                                new ChildSpec.Shutdown.Within(
                                                        Duration.ofMillis(1)))),
                                StartOptions.NONE)
                        .pidOrExit();

        Supervisor.terminateChild(supervisor, "a");

        node.awaitQuiet();
        assertThat(node.info(supervisor).orElseThrow().links()).isEmpty();
        assertThat(node.info(supervisor).orElseThrow().messageQueueLength()).isZero();
        assertThat(Supervisor.countChildren(supervisor).active()).isZero();
    }
}
