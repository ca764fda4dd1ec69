package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A null is refused where it is given, with a sentence, and nothing waits for what it stood for.
@SuppressWarnings("NullAway") // that is what it is about
class NullTest {
    private final Node node = Node.builder().fairness(false).build();

    @AfterEach
    void close() {
        node.close();
    }

    /// Answers what is in its map, as one does.
    private static final class Cache
            extends GenServer<Map<String, String>, Cache.Query<?>, String> {
        sealed interface Query<R> extends Request<R> {}

        record Get(String key) implements Query<String> {}

        record Do(How how) implements Query<String> {}

        enum How {
            NO_RESULT,
            STOP_WITHOUT_REASON,
            NO_STATE,
            STOP_WITHOUT_ANSWER
        }

        @Override
        protected InitResult<Map<String, String>> init() {
            return ok(Map.of("a", "1"));
        }

        @Override
        protected CallResult<Map<String, String>> handleCall(
                Query<?> query, From from, Map<String, String> state) {
            return switch (query) {
                case Get get -> reply(state.get(get.key()), state);
                case Do(var how) ->
                        switch (how) {
                            case NO_RESULT -> null;
                            case STOP_WITHOUT_REASON -> stop(null, state);
                            case NO_STATE -> noreply(null);
                            case STOP_WITHOUT_ANSWER -> stop(ExitReason.NORMAL, null, state);
                        };
            };
        }
    }

    private Pid cache() {
        return node.start(new Cache(), StartOptions.NONE).pidOrExit();
    }

    @Test
    void a_reply_of_null_ends_the_server_and_the_caller_is_told() {
        Pid cache = cache();
        assertThat(GenServer.call(cache, new Cache.Get("a"))).isEqualTo("1");

        assertThatThrownBy(() -> GenServer.call(cache, new Cache.Get("b"), Process.INFINITY))
                .isInstanceOf(ExitException.class)
                .hasMessageContaining(
                        "expected an answer, got: null; Optional.empty() can stand for nothing");
    }

    @Test
    void what_can_stand_for_nothing_is_said_where_it_may_be_given() {
        Pid cache = cache();

        assertThatThrownBy(() -> Process.send(cache, null))
                .hasMessage(
                        "expected a message, got: null; Optional.empty() can stand for nothing");
        assertThatThrownBy(() -> GenServer.call(cache, new Cache.Get("a"), null))
                .hasMessage("expected a timeout, got: null");
    }

    @ParameterizedTest
    @EnumSource
    void every_null_that_a_callback_returns_ends_the_server_and_the_caller_is_told(Cache.How how) {
        Pid cache = cache();

        assertThatThrownBy(() -> GenServer.call(cache, new Cache.Do(how), Process.INFINITY))
                .isInstanceOf(ExitException.class)
                .hasMessageContaining(
                        switch (how) {
                            case NO_RESULT -> "bad return value: nil";
                            case STOP_WITHOUT_REASON -> "expected a reason, got: null";
                            case NO_STATE -> "expected a state, got: null";
                            case STOP_WITHOUT_ANSWER -> "expected an answer, got: null";
                        });
        assertThat(cache.isAlive()).isFalse();
    }

    private void refuses(ThrowingCallable code) {
        assertThatThrownBy(code)
                .isInstanceOf(NullPointerException.class)
                .hasMessageMatching("expected .*, got: null(; .*)?");
    }

    private void inside(Executable code) throws Exception {
        node.run(() -> {
            refuses(code::execute);
            return true;
        });
    }

    @Test
    void a_null_is_refused_by_every_call_it_is_given_to() throws Exception {
        Pid cache = cache();
        var registry = Registry.of(Registry.Keys.UNIQUE, "names");
        Registry.start(node, registry).pidOrExit();
        refuses(() -> Process.send(cache, null));
        refuses(() -> GenServer.cast(cache, null));
        refuses(() -> GenServer.call(cache, (Request<?>) null));
        refuses(() -> GenServer.call(cache, new Cache.Get("a"), null));
        refuses(() -> GenServer.call(null, new Cache.Get("a")));
        refuses(() -> GenServer.stop(cache, null, Process.INFINITY));
        refuses(() -> Process.exit(cache, null));
        refuses(() -> Process.register(cache, null));
        refuses(() -> registry.via(null));
        refuses(() -> registry.via("a", null));
        refuses(() -> registry.send("a", null));
        refuses(() -> registry.lookup(null));
        refuses(() -> new ExitReason.Term(null));
        refuses(() -> ExitReason.word(null));
        refuses(() -> ExitReason.shutdown(null));
        refuses(() -> new Thrown(null));
        refuses(() -> StartOptions.named((String) null));
        refuses(() -> ChildSpec.worker("a", null));
        refuses(() -> Node.builder().clock(null));
        refuses(() -> Node.builder().events(null));
        refuses(() -> Node.builder().killGrace(null));
        refuses(() -> Node.builder().events(event -> {}, null));
        refuses(() -> node.start(null, StartOptions.NONE));
        refuses(() -> node.start(new Counter(0), null));
        refuses(() -> node.spawn(null));
        refuses(() -> node.run(null));
        refuses(() -> node.whereis(null));
        refuses(() -> node.named(null));
        refuses(() -> node.info(null));
        refuses(() -> node.stop(null));
        refuses(() -> GenServer.whereis(null));
        refuses(() -> Sys.getState(null));
        refuses(() -> Sys.getState(cache, null));
        refuses(() -> Sys.getStatus(null));
        refuses(() -> Sys.getStatus(cache, null));
        refuses(() -> Supervisor.start(node, null, StartOptions.NONE));
        refuses(() ->
                DynamicSupervisor.start(node, (DynamicSupervisor.Flags) null, StartOptions.NONE));
        refuses(() -> StartOptions.NONE.withTimeout(null));
        refuses(() -> new ChildSpec.Shutdown.Within(null));
        refuses(() -> ChildSpec.worker(null, () -> StartResult.ignored()));
        refuses(() -> StartResult.started(null));
        refuses(() -> StartResult.failed(null));
        refuses(() -> new ExitException(null));
        refuses(() -> Registry.of(null, "names"));
        refuses(() -> Registry.of(Registry.Keys.UNIQUE, null));
        refuses(() -> registry.keys(null));
        refuses(() -> Process.exit(null, ExitReason.KILL));
        refuses(() -> Process.register(null, "a"));
        refuses(() -> Process.unregister(null));
        refuses(() -> ExitWatch.on(cache, null));
        refuses(() -> ExitWatch.on(null, null));
        refuses(() -> TaskStream.Options.DEFAULT.withTimeout(null));
        refuses(() -> TaskStream.Options.DEFAULT.withOnTimeout(null));
        inside(() -> Process.link(null));
        inside(() -> Process.unlink(null));
        inside(() -> Process.monitor(null));
        inside(() -> Process.demonitor(null));
        inside(() -> Process.demonitorAndFlush(null));
        inside(() -> Process.receive(null));
        inside(() -> Process.receive(message -> true, null));
        inside(() -> Process.sleep(null));
        inside(() -> Process.open(null));
        inside(() -> Process.spawn(null));
        inside(() -> Process.spawnLink(null));
        inside(() -> Process.spawnMonitor(null));
        inside(() -> Process.exitAfter(null, ExitReason.KILL, Duration.ZERO));
        inside(() -> Process.exitAfter(cache, null, Duration.ZERO));
        inside(() -> Process.exitAfter(cache, ExitReason.KILL, null));
        inside(() -> GenServer.startLink(null));
        inside(() -> Task.async(null));
        inside(() -> Task.start(null));
        inside(() -> TaskSupervisor.async(cache, null));
        inside(() -> TaskSupervisor.startChild(cache, null));
        inside(() -> Task.completed(1).await(null));
        inside(() -> Task.asyncStream(null, item -> item, TaskStream.Options.DEFAULT));
        inside(() -> Task.asyncStream(List.of(1), null, TaskStream.Options.DEFAULT));
        inside(() -> Task.asyncStream(List.of(1), item -> item, null));
        inside(() -> Process.sendAfter(Process.self(), null, Duration.ZERO));
        inside(() -> Process.sendAfter(Process.self(), 1, null));
        inside(() -> registry.register(null, 1));
        inside(() -> registry.register("a", null));
        inside(() -> Task.completed(null));

        assertThat(GenServer.call(cache, new Cache.Get("a"))).isEqualTo("1");
        assertThat(registry.count()).isZero();
    }

    @Test
    void a_child_of_null_is_refused_and_the_supervisor_lives() {
        var flags = Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE);
        refuses(() -> new Supervisor.Init.Spec(flags, Arrays.asList((ChildSpec) null)));
        Pid top =
                Supervisor.start(
                                node,
                                flags,
                                List.of(
                                        ChildSpec.worker(
                                                "w", () -> GenServer.startLink(new Counter(0)))),
                                StartOptions.NONE)
                        .pidOrExit();

        refuses(() -> Supervisor.startChild(top, null));
        refuses(() -> Supervisor.terminateChild(top, null));
        refuses(() -> DynamicSupervisor.startChild(top, null));

        assertThat(Supervisor.countChildren(top).active()).isEqualTo(1);
    }
}
