package dev.jobber.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Request;
import dev.jobber.otp.ServerRef;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StateMachine;
import dev.jobber.otp.Sys;
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
}
