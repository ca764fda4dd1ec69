package dev.jobber.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Agent;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Down;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.PartitionSupervisor;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Registry;
import dev.jobber.otp.Request;
import dev.jobber.otp.RequestId;
import dev.jobber.otp.ServerRef;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StateMachine;
import dev.jobber.otp.Supervisor;
import dev.jobber.otp.Sys;
import dev.jobber.otp.Task;
import dev.jobber.otp.TaskResult;
import dev.jobber.otp.TaskSupervisor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The examples with which the main types of the kernel are explained.
class KernelExamplesTest {
    private final Node node = Node.builder().build();

    @AfterEach
    void close() {
        node.close();
    }

    static final class Counter extends GenServer<Integer, Counter.Query<?>, Counter.Change> {
        sealed interface Query<R> extends Request<R> {}

        record Get() implements Query<Integer> {}

        sealed interface Change {}

        record Add(int n) implements Change {}

        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Query<?> query, From from, Integer count) {
            return switch (query) {
                case Get get -> reply(get, count, count);
            };
        }

        @Override
        protected Result<Integer> handleCast(Change change, Integer count) {
            return switch (change) {
                case Add(int n) -> noreply(count + n);
            };
        }
    }

    record Twice(int n, Pid from) {}

    @Test
    void of_process() throws Exception {
        Object got =
                node.run(() -> {
                    Process.Monitored doubler =
                            Process.spawnMonitor(() -> {
                                if (Process.receive() instanceof Twice(int n, Pid from)) {
                                    Process.send(from, 2 * n);
                                }
                            });
                    Process.send(doubler.pid(), new Twice(21, Process.self()));
                    Object answer = Process.receive(); // 42
                    var down = (Down) Process.receive(); // it has ended, and down.reason() says why
                    return List.of(answer, down.from(), down.reason(), doubler.pid());
                });

        var all = (List<?>) got;
        assertThat(all.get(0)).isEqualTo(42);
        assertThat(all.get(1)).isEqualTo(all.get(3));
        assertThat(all.get(2)).isEqualTo(ExitReason.NORMAL);
    }

    @Test
    void of_node() {
        int two;
        try (Node node = Node.builder().build()) {
            node.start(new Counter(), StartOptions.named("counter")).pidOrExit();
            GenServer.cast(node.named("counter"), new Counter.Add(2));
            two = GenServer.call(node.named("counter"), new Counter.Get());
            node.stop(Duration.ofSeconds(5)); // in order; close alone would kill
        }

        assertThat(two).isEqualTo(2);
    }

    static final class Hits extends GenServer<Integer, Hits.Get, Hits.Add> {
        record Get() implements Request.Of<Hits, Integer> {}

        record Add(int n) {}

        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Get get, From from, Integer hits) {
            return reply(get, hits, hits);
        }

        @Override
        protected Result<Integer> handleCast(Add add, Integer hits) {
            return noreply(hits + add.n());
        }
    }

    @Test
    void of_server_ref() {
        var server = new Hits();
        ServerRef<Hits, Hits.Add> hits =
                ServerRef.to(server, node.start(server, StartOptions.NONE).pidOrExit());
        hits.cast(new Hits.Add(2)); // a cast of "two" would not compile
        int two = hits.call(new Hits.Get());

        assertThat(two).isEqualTo(2);
    }

    @Test
    void of_gen_server() {
        Pid counter = node.start(new Counter(), StartOptions.named("counter")).pidOrExit();
        GenServer.cast(counter, new Counter.Add(2));
        int two = GenServer.call(counter, new Counter.Get());

        assertThat(two).isEqualTo(2);
    }

    @Test
    void of_supervisor() {
        var flags = Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE);
        ChildSpec child =
                ChildSpec.worker(
                        "counter",
                        () -> GenServer.startLink(new Counter(), StartOptions.named("counter")));
        Pid top =
                Supervisor.start(node, flags, List.of(child), StartOptions.named("top"))
                        .pidOrExit();

        Process.exit(node.whereis("counter").orElseThrow(), ExitReason.KILL);
        node.awaitQuiet(); // there is a new one, which counts from 0

        assertThat(Supervisor.countChildren(top).active()).isEqualTo(1);
    }

    @Test
    void of_dynamic_supervisor() {
        Pid counters =
                DynamicSupervisor.start(
                                node, () -> DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                        .pidOrExit();
        Pid one =
                DynamicSupervisor.startChild(
                                counters,
                                ChildSpec.worker("any", () -> GenServer.startLink(new Counter())))
                        .pidOrExit();
        DynamicSupervisor.terminateChild(counters, one);

        assertThat(one.isAlive()).isFalse();
    }

    static final Registry COUNTERS = Registry.of(Registry.Keys.UNIQUE, "counters");

    @Test
    void of_registry() {
        Registry.start(node, COUNTERS).pidOrExit();
        node.start(new Counter(), StartOptions.named(COUNTERS.via("visits", "today")));
        int visits = GenServer.call(COUNTERS.via("visits"), new Counter.Get());
        List<Registry.Entry> today = COUNTERS.selectByValue("today");

        assertThat(visits).isZero();
        assertThat(today).hasSize(1);
    }

    @Test
    void of_task() throws Exception {
        int seven =
                node.run(() -> {
                    Task<Integer> sum = Task.async(() -> 3 + 4);
                    // something else meanwhile
                    return sum.await();
                });

        assertThat(seven).isEqualTo(7);
    }

    @Test
    void of_task_supervisor() throws Exception {
        Pid tasks =
                TaskSupervisor.start(node, DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                        .pidOrExit();
        Optional<TaskResult<Integer>> length =
                node.run(() -> {
                    Task<Integer> task = TaskSupervisor.asyncNolink(tasks, () -> "page".length());
                    return task.yield(Duration.ofSeconds(30)); // a crash is a result, too
                });

        assertThat(length).contains(new TaskResult.Ok<>(4));
    }

    @Test
    void of_agent() {
        Pid process = Agent.start(node, () -> 0, StartOptions.NONE).pidOrExit();
        Agent<Integer> hits = Agent.at(process);
        hits.update(n -> n + 1);
        int n = hits.get(it -> it);

        assertThat(n).isEqualTo(1);
    }

    static final PartitionSupervisor CACHES =
            PartitionSupervisor.of(
                    "caches",
                    n -> Agent.childSpec(n, () -> Map.<String, String>of(), StartOptions.NONE));

    @Test
    void of_partition_supervisor() {
        PartitionSupervisor.start(node, CACHES).pidOrExit();
        Agent<Map<String, String>> cache = Agent.at(CACHES.via("user 17"));
        cache.update(_ -> Map.of("name", "Ann"));

        assertThat(cache.<String>get(all -> all.getOrDefault("name", ""))).isEqualTo("Ann");
    }

    static final class Door extends StateMachine<Door.State, String> {
        enum State {
            LOCKED,
            OPEN
        }

        record Button(String code) {}

        @Override
        protected InitResult<State, String> init() {
            return ok(State.LOCKED, "1234");
        }

        @Override
        protected Result<State, String> handleEvent(Event event, State state, String code) {
            return switch (state) {
                case LOCKED -> locked(event, code);
                case OPEN -> open(event, code);
            };
        }

        private static Result<State, String> locked(Event event, String code) {
            return switch (event) {
                case Event.Cast(Button(var typed)) when typed.equals(code) ->
                        nextState(State.OPEN, code, stateTimeout(Duration.ofSeconds(10), "close"));
                default -> keepStateAndData();
            };
        }

        private static Result<State, String> open(Event event, String code) {
            return switch (event) {
                case Event.StateTimeout _ -> nextState(State.LOCKED, code);
                case Event.Cast(Button _) -> keepStateAndData(postpone());
                default -> keepStateAndData();
            };
        }
    }

    @Test
    void of_state_machine() {
        Pid door = StateMachine.start(node, new Door(), StartOptions.NONE).pidOrExit();
        GenServer.cast(door, new Door.Button("1234"));

        assertThat(Sys.getState(door))
                .isEqualTo(new StateMachine.StateAndData<>(Door.State.OPEN, "1234"));
    }

    /// States that are functions.
    enum Light implements StateMachine.State<Light, Integer> {
        OFF {
            @Override
            public StateMachine.Result<Light, Integer> handleEvent(
                    StateMachine.Event event, Integer turns) {
                return new StateMachine.NextState<>(ON, turns + 1, List.of());
            }
        },
        ON {
            @Override
            public StateMachine.Result<Light, Integer> handleEvent(
                    StateMachine.Event event, Integer turns) {
                return new StateMachine.NextState<>(OFF, turns + 1, List.of());
            }
        }
    }

    private static final class Lamp extends StateMachine.OfStates<Light, Integer> {
        @Override
        protected InitResult<Light, Integer> init() {
            return ok(Light.OFF, 0);
        }
    }

    @Test
    void of_states_that_are_functions() {
        Pid lamp = StateMachine.start(node, new Lamp(), StartOptions.NONE).pidOrExit();
        for (int i = 0; i < 3; i++) {
            GenServer.cast(lamp, "press");
        }

        assertThat(Sys.getState(lamp)).isEqualTo(new StateMachine.StateAndData<>(Light.ON, 3));
    }

    @Test
    void of_sys() {
        Pid counter = node.start(new Counter(), StartOptions.NONE).pidOrExit();

        Sys.suspend(counter); // what comes now waits
        GenServer.cast(counter, new Counter.Add(1));
        Sys.replaceState(counter, count -> 41);
        Sys.resume(counter);
        Object state = Sys.getState(counter);

        assertThat(state).isEqualTo(42);
    }

    @Test
    void of_request_id() throws Exception {
        Pid counter = node.start(new Counter(), StartOptions.NONE).pidOrExit();
        int sum =
                node.run(() -> {
                    RequestId<Integer> first = GenServer.sendRequest(counter, new Counter.Get());
                    RequestId<Integer> second = GenServer.sendRequest(counter, new Counter.Get());
                    // both are under way
                    Duration patience = Duration.ofSeconds(30);
                    return first.receiveResponse(patience).orElseThrow().orElseThrow()
                            + second.receiveResponse(patience).orElseThrow().orElseThrow();
                });

        assertThat(sum).isZero();
    }
}
