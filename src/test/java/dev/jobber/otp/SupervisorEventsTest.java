package dev.jobber.otp;

import static dev.jobber.otp.Nursery.IGNORES;
import static dev.jobber.otp.Nursery.LIVES;
import static dev.jobber.otp.Nursery.stops;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What a supervisor tells of its children, and shows of itself.
class SupervisorEventsTest extends FourChildren {
    @Test
    void it_tells_that_a_child_terminated_and_was_restarted() {
        Pid sup = nursery.started(ONE, a());
        Pid before = nursery.pid("a");

        nursery.exit("a", ExitReason.KILL);

        assertThat(nursery.events)
                .containsExactly(
                        new Event.ChildTerminated(sup, "a", before, ExitReason.KILLED),
                        new Event.Restarted(
                                sup,
                                "a",
                                nursery.pid("a"),
                                ExitReason.KILLED,
                                new RestartIntensity(1, 3, 5)));
        assertThat(nursery.events)
                .extracting(Event::message)
                .containsExactly(
                        "Child \"a\" of Supervisor "
                                + sup
                                + ", "
                                + before
                                + ", terminated: :killed",
                        "Child \"a\" of Supervisor "
                                + sup
                                + " restarted as "
                                + nursery.pid("a")
                                + " after :killed");
    }

    @Test
    void it_shows_what_it_is_and_has() {
        Pid sup = nursery.started(ONE, a(), transientChild(b(IGNORES)));

        assertThat(Sys.getState(sup))
                .hasToString(
                        "State[flags="
                                + ONE
                                + ", children=ChildCounts[active=1, specs=2, supervisors=0, workers=2]]");
        assertThat(nursery.node.info(sup))
                .get()
                .extracting(ProcessInfo::what)
                .isEqualTo("Supervisor");
    }

    @Test
    void it_tells_its_name_where_a_child_could_not_be_started() {
        Pid sup =
                nursery.node
                        .start(
                                new SupervisorServer(
                                        () -> new Supervisor.Init.Spec(ONE, List.of())),
                                StartOptions.named("top"))
                        .pidOrExit();

        assertThat(new Event.ChildStartFailed(sup, "a", ExitReason.word("no"), true).message())
                .isEqualTo("Child \"a\" of top " + sup + " failed to restart: :no");
    }

    @Test
    void it_tells_that_a_child_could_not_be_started() {
        Pid sup = nursery.started(ONE, a(LIVES, stops("no")));

        nursery.exit("a", ExitReason.KILL);

        assertThat(nursery.events(Event.ChildStartFailed.class))
                .extracting(Event::message)
                .containsExactly("Child \"a\" of Supervisor " + sup + " failed to restart: :no");
        assertThat(nursery.events(Event.Restarted.class))
                .extracting(Event.Restarted::after)
                .containsExactly(ExitReason.word("no"));
    }
}
