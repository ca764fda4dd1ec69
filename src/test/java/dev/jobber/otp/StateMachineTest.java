package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// State machines as people write them. What they do in which order, the recordings show.
class StateMachineTest {
    private final ManualClock clock = new ManualClock();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Node node =
            Node.builder().fairness(false).clock(clock).events(events::add).build();

    @AfterEach
    void close() {
        node.close();
    }

    /// The example of the documentation, which can also be asked.
    static final class Door extends StateMachine<Door.State, String> {
        enum State {
            LOCKED,
            OPEN
        }

        record Button(String code) {}

        record Ask() implements Request<State> {}

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
                case Event.Call(var from, Ask ask) ->
                        keepStateAndData(reply(from, ask, State.LOCKED));
                default -> keepStateAndData();
            };
        }

        private static Result<State, String> open(Event event, String code) {
            return switch (event) {
                case Event.StateTimeout _ -> nextState(State.LOCKED, code);
                case Event.Cast(Button _) -> keepStateAndData(postpone());
                case Event.Call(var from, Ask ask) ->
                        keepStateAndData(reply(from, ask, State.OPEN));
                default -> keepStateAndData();
            };
        }
    }

    @Test
    void a_door_opens_and_closes_by_itself() {
        Pid door = StateMachine.start(node, new Door(), StartOptions.NONE).pidOrExit();

        GenServer.cast(door, new Door.Button("0000"));
        assertThat(StateMachine.call(door, new Door.Ask())).isEqualTo(Door.State.LOCKED);
        GenServer.cast(door, new Door.Button("1234"));
        assertThat(StateMachine.call(door, new Door.Ask())).isEqualTo(Door.State.OPEN);
        clock.advance(Duration.ofSeconds(11));
        assertThat(StateMachine.call(door, new Door.Ask())).isEqualTo(Door.State.LOCKED);
    }

    @Test
    void a_button_that_was_put_off_comes_when_the_door_has_closed() {
        Pid door = StateMachine.start(node, new Door(), StartOptions.NONE).pidOrExit();
        GenServer.cast(door, new Door.Button("1234"));
        GenServer.cast(door, new Door.Button("1234"));

        clock.advance(Duration.ofSeconds(11)); // it closes, and the second button opens it again

        assertThat(StateMachine.call(door, new Door.Ask())).isEqualTo(Door.State.OPEN);
        assertThat(Sys.getState(door))
                .isEqualTo(new StateMachine.StateAndData<>(Door.State.OPEN, "1234"));
    }

    /// States that are functions.
    enum Light implements StateMachine.State<Light, Integer> {
        OFF(0),
        ON(1);

        private final int steps;

        Light(int steps) {
            this.steps = steps;
        }

        @Override
        public StateMachine.Result<Light, Integer> handleEvent(
                StateMachine.Event event, Integer count) {
            return switch (event) {
                case StateMachine.Event.Cast _ ->
                        StateMachine.nextState(this == OFF ? ON : OFF, count);
                default -> StateMachine.keepStateAndData();
            };
        }

        @Override
        public StateMachine.EnterResult<Light, Integer> enter(Light from, Integer count) {
            return StateMachine.keepState(count + steps);
        }
    }

    static final class Lamp extends StateMachine.OfStates<Light, Integer> {
        @Override
        protected InitResult<Light, Integer> init() {
            return ok(Light.OFF, 0);
        }

        @Override
        protected boolean hasStateEnter() {
            return true;
        }
    }

    @Test
    void states_may_be_functions() {
        Pid lamp = StateMachine.start(node, new Lamp(), StartOptions.NONE).pidOrExit();

        for (int i = 0; i < 3; i++) {
            GenServer.cast(lamp, "press");
        }

        assertThat(Sys.getState(lamp)).isEqualTo(new StateMachine.StateAndData<>(Light.ON, 2));
    }

    /// Does what it is sent, and is another machine on demand.
    static final class Speaker extends StateMachine<String, Integer> {
        record Say() implements Request<String> {}

        private final String word;

        Speaker(String word) {
            this.word = word;
        }

        @Override
        protected InitResult<String, Integer> init() {
            return ok("on", 0);
        }

        @Override
        protected Result<String, Integer> handleEvent(Event event, String state, Integer count) {
            return switch (event) {
                case Event.Call(var from, Say say) -> keepState(count + 1, reply(from, say, word));
                case Event.Cast(String message) when message.startsWith("push ") ->
                        keepStateAndData(pushCallbackModule(new Speaker(message.substring(5))));
                case Event.Cast(String message) when message.startsWith("change ") ->
                        keepStateAndData(changeCallbackModule(new Speaker(message.substring(7))));
                case Event.Cast(String message) when message.equals("pop") ->
                        keepStateAndData(popCallbackModule());
                default -> throw new IllegalStateException("boom");
            };
        }

        @Override
        protected StateAndData<?, ?> formatStatus(StateAndData<String, Integer> status) {
            return new StateAndData<>(status.state(), "hidden");
        }
    }

    private static String say(Pid speaker) {
        return StateMachine.call(speaker, new Speaker.Say());
    }

    @Test
    void callbacks_are_those_of_the_module_that_is_on_top() {
        Pid speaker = StateMachine.start(node, new Speaker("a"), StartOptions.NONE).pidOrExit();
        assertThat(say(speaker)).isEqualTo("a");

        GenServer.cast(speaker, "push b");
        assertThat(say(speaker)).isEqualTo("b");
        GenServer.cast(speaker, "change c");
        assertThat(say(speaker)).isEqualTo("c");
        GenServer.cast(speaker, "pop");
        assertThat(say(speaker)).isEqualTo("a");
        assertThat(Sys.getState(speaker)).isEqualTo(new StateMachine.StateAndData<>("on", 4));
        GenServer.cast(speaker, "pop"); // there is none below
        assertThatThrownBy(() -> say(speaker)).isInstanceOf(ExitException.class);
    }

    @Test
    void the_report_of_a_crash_speaks_of_a_state_machine_and_shows_what_format_status_shows()
            throws Exception {
        Pid speaker =
                StateMachine.start(node, new Speaker("a"), StartOptions.named("speaker"))
                        .pidOrExit();

        GenServer.cast(speaker, "other");

        Event report = events.poll(30, TimeUnit.SECONDS);
        assertThat(report.message())
                .startsWith(
                        "State machine speaker terminating\n** (java.lang.IllegalStateException) boom")
                .contains("\nState: {\"on\", \"hidden\"}");
    }

    @Test
    void the_status_shows_what_format_status_shows() {
        Pid speaker = StateMachine.start(node, new Speaker("a"), StartOptions.NONE).pidOrExit();

        Sys.Status status = Sys.getStatus(speaker);

        assertThat(status.module()).isEqualTo("Speaker");
        assertThat(status.state()).isEqualTo(new StateMachine.StateAndData<>("on", "hidden"));
    }

    @Test
    void a_machine_that_ends_leaves_no_timer() {
        Pid door = StateMachine.start(node, new Door(), StartOptions.NONE).pidOrExit();
        GenServer.cast(door, new Door.Button("1234"));
        node.awaitQuiet();
        assertThat(clock.pending()).isEqualTo(1);

        Process.exit(door, ExitReason.KILL);
        node.awaitQuiet();

        assertThat(clock.pending()).isZero();
    }

    /// Sets a timeout anew while the one before, of no time, still waits behind an inserted event.
    static final class Hasty extends StateMachine<String, List<Object>> {
        @Override
        protected InitResult<String, List<Object>> init() {
            return ok("on", List.of());
        }

        @Override
        protected Result<String, List<Object>> handleEvent(
                Event event, String state, List<Object> seen) {
            List<Object> now = Stream.concat(seen.stream(), Stream.<Object>of(event)).toList();
            return switch (event) {
                case Event.Cast _ ->
                        keepState(now, timeout("n", Duration.ZERO, "soon"), internal("between"));
                case Event.Internal _ ->
                        keepState(now, timeout("n", Duration.ofSeconds(1), "later"));
                default -> keepState(now);
            };
        }
    }

    @Test
    void a_timeout_that_is_set_anew_before_its_predecessor_of_no_time_has_come_counts() {
        Pid hasty = StateMachine.start(node, new Hasty(), StartOptions.NONE).pidOrExit();
        GenServer.cast(hasty, "go");

        clock.advance(Duration.ofSeconds(2));

        assertThat(Sys.getState(hasty))
                .isEqualTo(
                        new StateMachine.StateAndData<>(
                                "on",
                                List.of(
                                        new StateMachine.Event.Cast("go"),
                                        new StateMachine.Event.Internal("between"),
                                        new StateMachine.Event.Timeout("n", "later"))));
    }

    /// Returns nothing.
    static final class Mute extends StateMachine<String, Integer> {
        @Override
        protected InitResult<String, Integer> init() {
            return ok("on", 0);
        }

        @Override
        @SuppressWarnings("NullAway") // what is not allowed is the point
        protected Result<String, Integer> handleEvent(Event event, String state, Integer count) {
            return null;
        }
    }

    @Test
    void a_null_is_no_result() throws Exception {
        Pid mute = StateMachine.start(node, new Mute(), StartOptions.NONE).pidOrExit();

        GenServer.cast(mute, "x");

        assertThat(events.poll(30, TimeUnit.SECONDS).message())
                .contains("bad return from state function: nil");
    }
}
