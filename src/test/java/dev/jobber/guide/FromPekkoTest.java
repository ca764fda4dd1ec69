package dev.jobber.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Down;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import dev.jobber.otp.ServerRef;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StateMachine;
import dev.jobber.otp.Supervisor;
import dev.jobber.otp.Sys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The code of *From Pekko and Akka*.
class FromPekkoTest {
    static final class Greeter extends GenServer<String, Greeter.Query<?>, Greeter.Rename> {
        sealed interface Query<R> extends Request.Of<Greeter, R> {}

        record Hello() implements Query<String> {}

        record Rename(String name) {}

        @Override
        protected InitResult<String> init() {
            return ok("World");
        }

        @Override
        protected CallResult<String> handleCall(Query<?> query, From from, String name) {
            return switch (query) {
                case Hello it -> reply(it, "Hello, " + name + "!", name);
            };
        }

        @Override
        protected Result<String> handleCast(Rename message, String name) {
            return noreply(message.name());
        }
    }

    @Test
    void ask_without_a_future() {
        try (Node node = Node.builder().build()) {
            var server = new Greeter();
            ServerRef<Greeter, Greeter.Rename> greeter =
                    ServerRef.to(server, node.start(server, StartOptions.NONE).pidOrExit());
            greeter.cast(new Greeter.Rename("Ann"));
            String hello = greeter.call(new Greeter.Hello());

            assertThat(hello).isEqualTo("Hello, Ann!");
        }
    }

    record Coin() {}

    record Push() {}

    static final class Turnstile extends StateMachine<Turnstile.State, Integer> {
        enum State {
            LOCKED,
            FREE
        }

        @Override
        protected InitResult<State, Integer> init() {
            return ok(State.LOCKED, 0);
        }

        @Override
        protected Result<State, Integer> handleEvent(Event event, State state, Integer passed) {
            return switch (event) {
                case Event.Cast(Coin _) when state == State.LOCKED -> nextState(State.FREE, passed);
                case Event.Cast(Push _) when state == State.FREE ->
                        nextState(State.LOCKED, passed + 1);
                default -> keepStateAndData();
            };
        }
    }

    @Test
    void become() {
        try (Node node = Node.builder().build()) {
            Pid turnstile =
                    StateMachine.start(node, new Turnstile(), StartOptions.NONE).pidOrExit();

            GenServer.cast(turnstile, new Push());
            GenServer.cast(turnstile, new Coin());
            GenServer.cast(turnstile, new Push());

            assertThat(Sys.getState(turnstile))
                    .isEqualTo(new StateMachine.StateAndData<>(Turnstile.State.LOCKED, 1));
        }
    }

    record Divide(int by) implements Request<Integer> {}

    static final class Divider extends GenServer<Integer, Divide, Object> {
        @Override
        protected InitResult<Integer> init() {
            return ok(100);
        }

        @Override
        protected CallResult<Integer> handleCall(Divide divide, From from, Integer number) {
            return reply(divide, number / divide.by(), number);
        }
    }

    static Supervisor.Init dividing() {
        return new Supervisor.Init.Spec(
                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE)
                        .withMaxRestarts(3)
                        .withMaxSeconds(5),
                List.of(
                        ChildSpec.worker(
                                "divider",
                                () ->
                                        GenServer.startLink(
                                                new Divider(), StartOptions.named("divider")))));
    }

    @Test
    void start_again_after_a_failure() {
        try (Node node = Node.builder().build()) {
            Supervisor.start(node, FromPekkoTest::dividing, StartOptions.NONE).pidOrExit();
            Pid first = node.whereis("divider").orElseThrow();

            assertThatThrownBy(() -> GenServer.call(node.named("divider"), new Divide(0)))
                    .isInstanceOf(ExitException.class)
                    .hasMessageContaining("/ by zero");
            node.awaitQuiet();

            assertThat(GenServer.call(node.named("divider"), new Divide(4))).isEqualTo(25);
            assertThat(node.whereis("divider")).isPresent().isNotEqualTo(Optional.of(first));
        }
    }

    @Test
    void watch() throws Exception {
        try (Node node = Node.builder().build()) {
            Pid worker = node.spawn(() -> Process.receive());
            Optional<ExitReason> why =
                    node.run(() -> {
                        MonitorRef ref = Process.monitor(worker);
                        Process.send(worker, "stop");
                        Optional<Object> down =
                                Process.receive(
                                        it -> it instanceof Down gone && gone.ref().equals(ref),
                                        Duration.ofSeconds(5));
                        return down.map(it -> ((Down) it).reason());
                    });

            assertThat(why).contains(ExitReason.NORMAL);
        }
    }
}
