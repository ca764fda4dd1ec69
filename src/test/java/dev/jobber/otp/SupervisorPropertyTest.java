package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/// Whatever happens to its children, a supervisor does what its [SupervisorModel] does.
class SupervisorPropertyTest {
    sealed interface Step {
        record Crash(String id) implements Step {}

        record End(String id) implements Step {}

        record Kill(String id) implements Step {}

        record Terminate(String id) implements Step {}

        record Restart(String id) implements Step {}

        record Delete(String id) implements Step {}

        record Start(SupervisorModel.Plan plan) implements Step {}

        record Wait(int seconds) implements Step {}
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void a_supervisor_does_what_its_model_does(
            @ForAll("flags") Supervisor.Flags flags,
            @ForAll("families") List<SupervisorModel.Plan> plans,
            @ForAll("steps") @Size(max = 20) List<Step> steps) {
        try (var nursery = new Nursery()) {
            var model = new SupervisorModel(flags, plans);
            StartResult result =
                    nursery.start(
                            flags,
                            plans.stream()
                                    .map(plan -> spec(nursery, plan))
                                    .toArray(ChildSpec[]::new));
            assertThat(nursery.seen()).isEqualTo(model.notes());
            assertThat(result instanceof StartResult.Started).isEqualTo(model.lives());
            for (Step step : steps) {
                if (!model.lives()) {
                    return;
                }
                follow(nursery, model, step);
            }
        }
    }

    private void follow(Nursery nursery, SupervisorModel model, Step step) {
        Pid sup = nursery.pid("sup");
        switch (step) {
            case Step.Crash(var id) -> {
                if (model.runs(id)) {
                    nursery.crash(id);
                    model.note("terminated " + id + " boom");
                    model.ended(id, false);
                }
            }
            case Step.End(var id) -> {
                if (model.runs(id)) {
                    nursery.end(id, ExitReason.NORMAL);
                    model.note("terminated " + id + " :normal");
                    model.ended(id, true);
                }
            }
            case Step.Kill(var id) -> {
                if (model.runs(id)) {
                    nursery.exit(id, ExitReason.KILL);
                    model.ended(id, false);
                }
            }
            case Step.Terminate(var id) ->
                    assertThat(word(Supervisor.terminateChild(sup, id)))
                            .isEqualTo(model.terminate(id));
            case Step.Delete(var id) ->
                    assertThat(word(Supervisor.deleteChild(sup, id))).isEqualTo(model.delete(id));
            case Step.Restart(var id) ->
                    assertThat(word(Supervisor.restartChild(sup, id))).isEqualTo(model.restart(id));
            case Step.Start(var plan) ->
                    assertThat(word(Supervisor.startChild(sup, spec(nursery, plan))))
                            .isEqualTo(model.start(plan));
            case Step.Wait(var seconds) -> {
                nursery.clock.advance(Duration.ofSeconds(seconds));
                model.advance(seconds);
            }
        }
        assertThat(nursery.seen()).as("after %s", step).isEqualTo(model.notes());
        assertThat(sup.isAlive()).as("alive after %s", step).isEqualTo(model.lives());
        if (model.lives()) {
            assertThat(Nursery.which(sup)).as("after %s", step).isEqualTo(model.which());
        }
    }

    private static ChildSpec spec(Nursery nursery, SupervisorModel.Plan plan) {
        return nursery.trapping(plan.id(), plan.births().toArray(Nursery.Birth[]::new))
                .withRestart(plan.restart());
    }

    private static String word(Supervisor.Outcome outcome) {
        return switch (outcome) {
            case Supervisor.Outcome.Ok() -> "ok";
            case Supervisor.Outcome.Refused(var reason) -> word(reason);
        };
    }

    private static String word(StartResult result) {
        return switch (result) {
            case StartResult.Started _ -> "ok";
            case StartResult.Ignored() -> "ignore";
            case StartResult.Failed(var reason) -> word(reason);
        };
    }

    private static String word(ExitReason reason) {
        return switch (reason) {
            case ExitReason.Word(var word) -> word;
            case ExitReason.AlreadyStarted _ -> "already_started";
            default -> "error";
        };
    }

    @Provide
    Arbitrary<Supervisor.Flags> flags() {
        return Combinators.combine(
                        Arbitraries.of(Supervisor.Strategy.class),
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(1, 6))
                .as((strategy, restarts, seconds) ->
                        Supervisor.Flags.of(strategy)
                                .withMaxRestarts(restarts)
                                .withMaxSeconds(seconds));
    }

    @Provide
    Arbitrary<List<SupervisorModel.Plan>> families() {
        return plans().list().ofMaxSize(5).uniqueElements(SupervisorModel.Plan::id);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> ids = ids();
        return Arbitraries.<Step>frequencyOf(
                        tuple(4, ids.map(Step.Crash::new)),
                        tuple(2, ids.map(Step.End::new)),
                        tuple(2, ids.map(Step.Kill::new)),
                        tuple(2, ids.map(Step.Terminate::new)),
                        tuple(2, ids.map(Step.Restart::new)),
                        tuple(1, ids.map(Step.Delete::new)),
                        tuple(2, plans().map(Step.Start::new)),
                        tuple(2, Arbitraries.integers().between(1, 4).map(Step.Wait::new)))
                .list();
    }

    private static Tuple.Tuple2<Integer, Arbitrary<? extends Step>> tuple(
            int frequency, Arbitrary<? extends Step> steps) {
        return Tuple.of(frequency, steps);
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.of("a", "b", "c", "d", "e");
    }

    private static Arbitrary<SupervisorModel.Plan> plans() {
        return Combinators.combine(
                        ids(),
                        Arbitraries.of(ChildSpec.Restart.class),
                        Arbitraries.frequencyOf(
                                        Tuple.of(4, Arbitraries.just(Nursery.LIVES)),
                                        Tuple.of(1, Arbitraries.just(Nursery.IGNORES)),
                                        Tuple.of(1, Arbitraries.just(Nursery.RAISES)))
                                .list()
                                .ofMaxSize(6))
                .as(SupervisorModel.Plan::new);
    }
}
