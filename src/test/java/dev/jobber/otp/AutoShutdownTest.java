package dev.jobber.otp;

import static dev.jobber.otp.Nursery.which;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Which ends of significant children end their supervisor.
class AutoShutdownTest extends FourChildren {
    private final Supervisor.Flags any =
            ONE.withAutoShutdown(Supervisor.AutoShutdown.ANY_SIGNIFICANT);
    private final Supervisor.Flags all =
            ONE.withAutoShutdown(Supervisor.AutoShutdown.ALL_SIGNIFICANT);

    private ChildSpec significant(ChildSpec spec) {
        return spec.withSignificant(true);
    }

    @Test
    void any_the_first_that_ends_by_itself_ends_the_supervisor() {
        Pid sup =
                nursery.started(
                        any,
                        a(),
                        significant(transientChild(b())),
                        significant(temporary(c())),
                        d());

        nursery.end("b", ExitReason.NORMAL);

        assertThat(nursery.seen())
                .containsExactly(
                        "terminated b :normal",
                        "terminated d :shutdown",
                        "terminated c :shutdown",
                        "terminated a :shutdown");
        assertThat(sup.isAlive()).isFalse();
    }

    @Test
    void any_one_that_is_started_again_has_not_ended() {
        Pid sup = nursery.started(any, significant(transientChild(a())));
        nursery.crash("a");
        assertThat(which(sup)).containsExactly("a running");
    }

    @Test
    void any_one_that_is_stopped_by_request_has_not_ended_by_itself() {
        Pid sup = nursery.started(any, significant(transientChild(a())));
        Supervisor.terminateChild(sup, "a");
        assertThat(sup.isAlive()).isTrue();
    }

    @Test
    void any_one_that_is_stopped_with_its_group_has_not_ended_by_itself() {
        Pid sup =
                nursery.started(
                        ALL.withAutoShutdown(Supervisor.AutoShutdown.ANY_SIGNIFICANT),
                        a(),
                        significant(temporary(b())));
        nursery.crash("a");
        assertThat(which(sup)).containsExactly("a running");
    }

    @Test
    void all_only_the_last_ends_the_supervisor() {
        Pid sup =
                nursery.started(
                        all, a(), significant(transientChild(b())), significant(temporary(c())));

        nursery.end("b", ExitReason.NORMAL);
        assertThat(sup.isAlive()).isTrue();
        nursery.crash("c");

        assertThat(sup.isAlive()).isFalse();
    }

    @Test
    void all_one_stopped_by_request_does_not_hold_the_others_up() {
        Pid sup =
                nursery.started(
                        all, significant(transientChild(a())), significant(transientChild(b())));
        Supervisor.terminateChild(sup, "a");
        nursery.end("b", ExitReason.SHUTDOWN);
        assertThat(sup.isAlive()).isFalse();
    }

    @Test
    void the_end_of_a_child_that_is_not_significant_changes_nothing() {
        Pid sup = nursery.started(any, transientChild(a()));
        nursery.end("a", ExitReason.NORMAL);
        assertThat(sup.isAlive()).isTrue();
    }
}
