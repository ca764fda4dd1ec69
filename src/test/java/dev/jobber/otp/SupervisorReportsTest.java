package dev.jobber.otp;

import static dev.jobber.otp.ChildSpec.Restart.TEMPORARY;
import static dev.jobber.otp.Nursery.IGNORES;
import static dev.jobber.otp.Nursery.LIVES;
import static dev.jobber.otp.Nursery.stops;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a supervisor tells of its children, and that both kinds of supervisor tell the same.
class SupervisorReportsTest {
    private final Nursery nursery = new Nursery();

    @AfterEach
    void close() {
        nursery.close();
    }

    enum Kind {
        SUPERVISOR,
        DYNAMIC_SUPERVISOR
    }

    private Pid supervisor(Kind kind, int maxRestarts, ChildSpec child) {
        Pid sup =
                switch (kind) {
                    case SUPERVISOR ->
                            nursery.started(
                                    Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE)
                                            .withMaxRestarts(maxRestarts),
                                    child);
                    case DYNAMIC_SUPERVISOR -> {
                        Pid pid =
                                DynamicSupervisor.start(
                                                nursery.node,
                                                DynamicSupervisor.Flags.DEFAULT.withMaxRestarts(
                                                        maxRestarts),
                                                StartOptions.NONE)
                                        .pidOrExit();
                        DynamicSupervisor.startChild(pid, child).pidOrExit();
                        yield pid;
                    }
                };
        nursery.seen();
        nursery.events.clear();
        return sup;
    }

    /// What supervisors told, in words, in its order.
    private List<String> told() {
        nursery.clock.settle();
        return nursery.events.stream()
                .<String>mapMulti((event, out) -> {
                    switch (event) {
                        case Event.ChildTerminated(_, _, var child, var reason) ->
                                out.accept("terminated " + child + " " + reason);
                        case Event.ChildStartFailed(_, _, var reason, _) ->
                                out.accept("start failed " + reason);
                        case Event.Restarted(_, _, var child, var why, _) ->
                                out.accept("restarted " + child + " " + why);
                        case Event.GaveUp(_, _, var ended, _, _) ->
                                out.accept("gave up " + ended.reason());
                        case Event.ShutdownFailed(_, _, var child, var reason) ->
                                out.accept("shutdown failed " + child + " " + reason);
                        default -> {}
                    }
                })
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // restart    reason    told   started again
        "  PERMANENT, normal,   true,  true ",
        "  PERMANENT, shutdown, true,  true ",
        "  PERMANENT, boom,     true,  true ",
        "  TRANSIENT, normal,   false, false",
        "  TRANSIENT, shutdown, false, false",
        "  TRANSIENT, boom,     true,  true ",
        "  TEMPORARY, normal,   false, false",
        "  TEMPORARY, shutdown, false, false",
        "  TEMPORARY, boom,     true,  false",
    })
    void the_end_of_a_child_is_told_if_it_is_started_again_or_ended_badly(
            ChildSpec.Restart restart, String word, boolean told, boolean again) {
        for (Kind kind : Kind.values()) {
            var reason = ExitReason.word(word);
            supervisor(kind, 3, nursery.child("a").withRestart(restart));
            Pid first = nursery.pid("a");

            nursery.end("a", reason);

            Pid next = nursery.pid("a");
            assertThat(next != first).isEqualTo(again);
            assertThat(told())
                    .as("%s", kind)
                    .containsExactlyElementsOf(
                            again
                                    ? List.of(
                                            "terminated " + first + " " + reason,
                                            "restarted " + next + " " + reason)
                                    : told
                                            ? List.of("terminated " + first + " " + reason)
                                            : List.of());
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_start_that_fails_is_told_and_the_one_that_succeeds_says_what_failed_before(
            Kind kind) {
        supervisor(kind, 3, nursery.child("a", LIVES, stops("one"), stops("two"), LIVES));
        Pid first = nursery.pid("a");

        nursery.end("a", ExitReason.word("boom"));

        assertThat(told())
                .containsExactly(
                        "terminated " + first + " :boom",
                        "start failed :one",
                        "start failed :two",
                        "restarted " + nursery.pid("a") + " :two");
    }

    @ParameterizedTest
    @EnumSource
    void a_child_that_ignores_its_restart_is_not_told_as_restarted(Kind kind) {
        supervisor(kind, 3, nursery.child("a", LIVES, IGNORES));
        Pid first = nursery.pid("a");

        nursery.end("a", ExitReason.word("boom"));

        assertThat(told()).containsExactly("terminated " + first + " :boom");
    }

    @ParameterizedTest
    @EnumSource
    void a_supervisor_that_gives_up_tells_why_and_does_not_stop_the_child_that_ended(Kind kind) {
        Pid sup = supervisor(kind, 0, nursery.child("a"));
        Pid first = nursery.pid("a");
        AtomicReference<ExitReason> fate = nursery.fateOf(sup);

        nursery.end("a", ExitReason.word("boom"));

        assertThat(told()).containsExactly("terminated " + first + " :boom", "gave up :boom");
        assertThat(fate).hasValue(ExitReason.SHUTDOWN);
    }

    @ParameterizedTest
    @EnumSource
    void a_child_that_ends_otherwise_than_it_was_asked_to_is_told(Kind kind) {
        Pid sup = supervisor(kind, 0, nursery.child("a", Nursery.Manner.RAISES));
        Pid child = nursery.pid("a");

        Supervisor.stop(sup);

        assertThat(told())
                .containsExactly(
                        "shutdown failed "
                                + child
                                + " {%java.lang.IllegalStateException{message: \"terminate boom\"}, [...]}");
    }

    @ParameterizedTest
    @EnumSource
    void a_child_that_is_stopped_as_asked_is_not_told(Kind kind) {
        Pid sup = supervisor(kind, 0, nursery.child("a"));

        Supervisor.stop(sup);

        assertThat(told()).isEmpty();
    }

    @Test
    void a_dynamic_supervisor_may_be_one_that_takes_no_children() {
        Pid sup =
                DynamicSupervisor.start(
                                nursery.node,
                                DynamicSupervisor.Flags.DEFAULT.withMaxChildren(0),
                                StartOptions.NONE)
                        .pidOrExit();

        assertThat(DynamicSupervisor.startChild(sup, nursery.child("a")))
                .isEqualTo(StartResult.failed(ExitReason.MAX_CHILDREN));
    }

    // ---- what is kept of temporary children

    @Test
    void temporary_children_of_a_dynamic_supervisor_keep_what_sets_them_apart() {
        Pid sup =
                DynamicSupervisor.start(
                                nursery.node, DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                        .pidOrExit();
        ChildSpec patient = nursery.trapping("patient").withRestart(TEMPORARY);
        ChildSpec brutal =
                nursery.trapping("brutal")
                        .withRestart(TEMPORARY)
                        .withShutdown(new ChildSpec.Shutdown.BrutalKill());
        ChildSpec other = nursery.trapping("other").withRestart(TEMPORARY).withModules("Other");
        ChildSpec nested =
                nursery.supervisor("nested", Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE))
                        .withRestart(TEMPORARY)
                        .withShutdown(patient.shutdown())
                        .withModules("Other");
        for (ChildSpec each : List.of(patient, brutal, patient, other, nested)) {
            DynamicSupervisor.startChild(sup, each).pidOrExit();
        }
        nursery.seen();

        assertThat(DynamicSupervisor.whichChildren(sup))
                .extracting(Supervisor.Child::type, Supervisor.Child::modules)
                .containsExactly(
                        tuple(ChildSpec.Type.WORKER, patient.modules()),
                        tuple(ChildSpec.Type.WORKER, brutal.modules()),
                        tuple(ChildSpec.Type.WORKER, patient.modules()),
                        tuple(ChildSpec.Type.WORKER, List.of("Other")),
                        tuple(ChildSpec.Type.SUPERVISOR, List.of("Other")));

        DynamicSupervisor.stop(sup);
        assertThat(nursery.seen())
                .containsExactlyInAnyOrder(
                        "terminated patient :shutdown",
                        "terminated patient :shutdown",
                        "terminated other :shutdown");
    }

    // ---- children that lie

    /// Tells its supervisor that it has ended, and lives on.
    private static final class Liar extends GenServer<Pid, Request<?>, ExitReason> {
        private final Pid supervisor;
        private final List<Pid> all;

        Liar(List<Pid> all) {
            supervisor = Process.self();
            this.all = all;
        }

        @Override
        protected InitResult<Pid> init() {
            all.add(Process.self());
            return ok(supervisor);
        }

        @Override
        protected Result<Pid> handleCast(ExitReason reason, Pid state) {
            Process.exit(state, reason);
            return noreply(state);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_child_that_only_says_that_it_has_ended_has_a_successor_and_is_left_alone(
            Supervisor.Strategy strategy) {
        List<Pid> liars = new CopyOnWriteArrayList<>();
        nursery.started(
                Supervisor.Flags.of(strategy),
                ChildSpec.worker("liar", () -> GenServer.startLink(new Liar(liars))));

        GenServer.cast(liars.getFirst(), ExitReason.word("boom"));
        nursery.clock.settle();

        assertThat(liars).hasSize(2).allMatch(Pid::isAlive);
        assertThat(nursery.events(Event.ShutdownFailed.class)).isEmpty();
    }
}
