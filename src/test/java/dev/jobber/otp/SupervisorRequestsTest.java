package dev.jobber.otp;

import static dev.jobber.otp.Nursery.IGNORES;
import static dev.jobber.otp.Nursery.LIVES;
import static dev.jobber.otp.Nursery.stops;
import static dev.jobber.otp.Nursery.which;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// What a supervisor does when it is asked.
class SupervisorRequestsTest extends FourChildren {
    @Test
    void start_child_tells_what_became_of_the_start() {
        Pid sup = nursery.started(ONE);

        assertThat(Supervisor.startChild(sup, a()))
                .isEqualTo(StartResult.started(nursery.pid("a")));
        assertThat(Supervisor.startChild(sup, b(new Nursery.Birth.LivesWith("more"))))
                .isEqualTo(StartResult.started(nursery.pid("b"), "more"));
        assertThat(Supervisor.startChild(sup, c(IGNORES))).isEqualTo(StartResult.ignored());
        assertThat(Supervisor.startChild(sup, temporary(d(IGNORES))))
                .isEqualTo(StartResult.ignored());
        ChildSpec failing = nursery.child("e", stops("nope"));
        assertThat(Supervisor.startChild(sup, failing))
                .isEqualTo(
                        StartResult.failed(
                                new ExitReason.ChildFailed(ExitReason.word("nope"), failing)));
        assertThat(which(sup)).containsExactly("c undefined", "b running", "a running");
    }

    @Test
    void start_child_refuses_an_id_that_is_taken() {
        Pid sup = nursery.started(ONE, a());

        assertThat(Supervisor.startChild(sup, a()))
                .isEqualTo(StartResult.failed(new ExitReason.AlreadyStarted(nursery.pid("a"))));
        Supervisor.terminateChild(sup, "a");
        assertThat(Supervisor.startChild(sup, a()))
                .isEqualTo(StartResult.failed(ExitReason.ALREADY_PRESENT));
    }

    @Test
    void a_child_goes_through_all_the_requests() {
        Pid sup = nursery.started(ONE, a(LIVES, stops("no"), IGNORES, LIVES));
        var ok = new Supervisor.Outcome.Ok();

        assertThat(Supervisor.restartChild(sup, "a"))
                .isEqualTo(StartResult.failed(ExitReason.RUNNING));
        assertThat(Supervisor.deleteChild(sup, "a"))
                .isEqualTo(new Supervisor.Outcome.Refused(ExitReason.RUNNING));
        assertThat(Supervisor.terminateChild(sup, "a")).isEqualTo(ok);
        assertThat(Supervisor.terminateChild(sup, "a")).isEqualTo(ok);
        assertThat(Supervisor.restartChild(sup, "a"))
                .isEqualTo(StartResult.failed(ExitReason.word("no")));
        assertThat(Supervisor.restartChild(sup, "a")).isEqualTo(StartResult.ignored());
        assertThat(which(sup)).containsExactly("a undefined");
        assertThat(Supervisor.restartChild(sup, "a"))
                .isEqualTo(StartResult.started(nursery.pid("a")));
        Supervisor.terminateChild(sup, "a");
        assertThat(Supervisor.deleteChild(sup, "a")).isEqualTo(ok);
        assertThat(which(sup)).isEmpty();
    }

    @Test
    void of_an_unknown_child_are_refused() {
        Pid sup = nursery.started(ONE);
        var notFound = new Supervisor.Outcome.Refused(ExitReason.NOT_FOUND);

        assertThat(Supervisor.terminateChild(sup, "zz")).isEqualTo(notFound);
        assertThat(Supervisor.deleteChild(sup, "zz")).isEqualTo(notFound);
        assertThat(Supervisor.restartChild(sup, "zz"))
                .isEqualTo(StartResult.failed(ExitReason.NOT_FOUND));
    }

    @Test
    void a_terminated_temporary_child_is_forgotten() {
        Pid sup = nursery.started(ONE, temporary(a()));
        Supervisor.terminateChild(sup, "a");
        assertThat(which(sup)).isEmpty();
    }

    @Test
    void find_their_child_among_many() {
        var many = new ChildSpec[100];
        for (int i = 0; i < many.length; i++) {
            many[i] = nursery.child("child " + i);
        }
        Pid sup = nursery.started(ONE.withMaxRestarts(100), many);

        for (int i = 0; i < many.length; i += 2) {
            Supervisor.terminateChild(sup, "child " + i);
            Supervisor.deleteChild(sup, "child " + i);
        }
        for (int i = 1; i < many.length; i += 2) {
            nursery.exit("child " + i, ExitReason.KILL);
        }

        assertThat(Supervisor.countChildren(sup))
                .isEqualTo(new Supervisor.ChildCounts(50, 50, 0, 50));
        assertThat(which(sup)).startsWith("child 99 running").endsWith("child 1 running");
    }

    @Test
    void count_supervisors_apart() {
        Pid sup =
                nursery.started(ONE, a(), nursery.supervisor("in", ONE, b()), transientChild(c()));
        nursery.end("c", ExitReason.NORMAL);

        assertThat(Supervisor.countChildren(sup)).isEqualTo(new Supervisor.ChildCounts(2, 3, 1, 2));
    }

    @Test
    void to_a_supervisor_that_is_gone_exit_with_noproc_and_what_was_asked() {
        Pid sup = nursery.started(ONE);
        Supervisor.stop(sup);

        assertThatThrownBy(() -> Supervisor.countChildren(sup))
                .isInstanceOf(ExitException.class)
                .hasMessageStartingWith(
                        "exited in: GenServer.call("
                                + sup
                                + ", :count_children, :infinity)\n    ** (EXIT) no process");
        assertThatThrownBy(() -> Supervisor.stop(sup))
                .isInstanceOf(ExitException.class)
                .hasMessageStartingWith("exited in: GenServer.stop(" + sup);
    }

    @Test
    void a_message_that_is_no_request_is_told_and_dropped() {
        Pid sup = nursery.started(ONE, a());
        Process.send(sup, "what?");
        nursery.clock.settle();

        assertThat(nursery.events(Event.UnexpectedMessage.class))
                .extracting(Event::message)
                .containsExactly(
                        "Supervisor "
                                + sup
                                + " received unexpected message in handleInfo: \"what?\"");
        assertThat(which(sup)).containsExactly("a running");
    }
}
