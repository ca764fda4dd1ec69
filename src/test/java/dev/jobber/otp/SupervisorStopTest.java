package dev.jobber.otp;

import static dev.jobber.otp.Nursery.which;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// How a supervisor stops its children, and when it ends itself.
class SupervisorStopTest extends FourChildren {
    @Test
    void a_child_to_be_killed_brutally_does_not_terminate() {
        Pid sup = nursery.started(ONE, a().withShutdown(new ChildSpec.Shutdown.BrutalKill()));
        Supervisor.terminateChild(sup, "a");
        assertThat(nursery.seen()).isEmpty();
        assertThat(nursery.pid("a").isAlive()).isFalse();
        assertThat(which(sup)).containsExactly("a undefined");
    }

    @Test
    void a_child_that_takes_too_long_is_killed() throws Exception {
        ChildSpec slow =
                nursery.child("a", Nursery.Manner.slow(ofSeconds(3)))
                        .withShutdown(new ChildSpec.Shutdown.Within(ofMillis(30)));
        Pid sup = nursery.started(ONE, slow);
        nursery.node.spawn(() -> Supervisor.terminateChild(sup, "a"));

        nursery.clock.advance(ofMillis(29));
        assertThat(nursery.seen()).containsExactly("terminated a :shutdown");
        assertThat(nursery.pid("a").isAlive()).isTrue();
        nursery.clock.advance(ofMillis(1));

        assertThat(nursery.pid("a").isAlive()).isFalse();
        assertThat(which(sup)).containsExactly("a undefined");
        assertThat(nursery.events(Event.ShutdownFailed.class))
                .extracting(Event::message)
                .containsExactly(
                        "Child \"a\" of Supervisor "
                                + sup
                                + ", "
                                + nursery.pid("a")
                                + ", was stopped and ended with :killed");
    }

    @Test
    void a_child_with_all_the_time_in_the_world_is_waited_for() {
        ChildSpec slow =
                nursery.child("a", Nursery.Manner.slow(ofSeconds(3_600)))
                        .withShutdown(new ChildSpec.Shutdown.Infinity());
        Pid sup = nursery.started(ONE, slow);
        nursery.node.spawn(() -> Supervisor.stop(sup));

        nursery.clock.advance(ofSeconds(3_599));
        assertThat(sup.isAlive()).isTrue();
        nursery.clock.advance(ofSeconds(1));

        assertThat(sup.isAlive()).isFalse();
        assertThat(nursery.events(Event.ShutdownFailed.class)).isEmpty();
    }

    @Test
    void a_child_that_raises_in_terminate_holds_no_process_up() {
        Pid sup = nursery.started(ONE, nursery.child("a", Nursery.Manner.RAISES), b());

        Supervisor.stop(sup);

        assertThat(nursery.seen())
                .containsExactly("terminated b :shutdown", "terminated a :shutdown");
    }

    @Test
    void a_child_that_has_unlinked_itself_is_stopped_all_the_same() {
        Pid sup =
                nursery.started(
                        ONE,
                        ChildSpec.worker(
                                "loner",
                                () -> {
                                    StartResult result = GenServer.startLink(new Counter(0));
                                    Process.unlink(result.pidOrExit());
                                    return result;
                                }));
        assertThat(Supervisor.terminateChild(sup, "loner")).isEqualTo(new Supervisor.Outcome.Ok());
        assertThat(nursery.node.processCount()).isEqualTo(1);
    }

    @Test
    void the_exit_of_its_parent_ends_it_with_the_reason() throws Exception {
        nursery.node.run(() -> {
            Process.trapExit(true);
            Pid sup = Supervisor.startLink(ONE, List.of(a()), StartOptions.NONE).pidOrExit();
            Process.exit(sup, ExitReason.word("bye"));
            assertThat(Process.receive()).isEqualTo(new Exit(sup, ExitReason.word("bye")));
            return true;
        });
        assertThat(nursery.seen()).containsExactly("started a", "terminated a :shutdown");
    }

    @Test
    void the_exit_of_a_stranger_means_nothing_to_it() {
        Pid sup = nursery.started(ONE, a());
        nursery.node.spawn(() -> Process.exit(sup, ExitReason.SHUTDOWN));
        nursery.clock.settle();
        assertThat(which(sup)).containsExactly("a running");
    }

    @Test
    void a_killed_supervisor_takes_its_children_with_it() {
        Pid sup = nursery.started(ONE, a(), nursery.child("plain"));

        Process.exit(sup, ExitReason.KILL);

        assertThat(nursery.seen()).containsExactly("terminated a :killed");
        assertThat(nursery.node.processCount()).isZero();
    }
}
