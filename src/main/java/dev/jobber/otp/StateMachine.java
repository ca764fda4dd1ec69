package dev.jobber.otp;

import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A process that is in one of several states: an event comes, and the state says what it does.
/// OTP's `gen_statem`.
///
/// ```
///        button                     button, right code
///   ┌────────┐                    ┌────────────────────┐
///   │        ▼                    │                    ▼
///   │     LOCKED ─────────────────┘                  OPEN
///   └────────┘ ◄──────────────────────────────────────┘
///    wrong code          state timeout: 10 s
/// ```
///
/// ```java
/// final class Door extends StateMachine<Door.State, String> {
///     enum State {
///         LOCKED,
///         OPEN
///     }
///
///     record Button(String code) {}
///
///     @Override
///     protected InitResult<State, String> init() {
///         return ok(State.LOCKED, "1234");
///     }
///
///     @Override
///     protected Result<State, String> handleEvent(Event event, State state, String code) {
///         return switch (state) {
///             case LOCKED -> locked(event, code);
///             case OPEN -> open(event, code);
///         };
///     }
///
///     private static Result<State, String> locked(Event event, String code) {
///         return switch (event) {
///             case Event.Cast(Button(var typed)) when typed.equals(code) ->
///                     nextState(State.OPEN, code, stateTimeout(Duration.ofSeconds(10), "close"));
///             default -> keepStateAndData();
///         };
///     }
///
///     private static Result<State, String> open(Event event, String code) {
///         return switch (event) {
///             case Event.StateTimeout _ -> nextState(State.LOCKED, code);
///             case Event.Cast(Button _) -> keepStateAndData(postpone());
///             default -> keepStateAndData();
///         };
///     }
/// }
/// ```
///
/// **When to use it.** When what a message does depends on what came before: connections,
/// protocols, jobs, doors. What has only one way to answer is a [GenServer].
///
/// **Modes.** [#handleEvent] gets every event, as in the callback mode `handle_event_function`. A
/// `switch` over the states, as above, makes it `state_functions`, and the compiler sees to it that
/// no state is left out. Where the states are functions themselves, see [OfStates].
///
/// **Order.** After each event: the answers of its actions are given, in order; the state is
/// entered, if it is another one and [#hasStateEnter()]; the event is put off if it is postponed;
/// if the state is another one, all that was put off comes again, the oldest first, and the state
/// timeout is cancelled; events of [#nextEvent] come before all that waits; timeouts are set, and
/// those of no time come after what waits here, and before what has not been received.
///
/// **Talking to one.** [#call(Dest, Request)], [GenServer#cast], [Process#send] and
/// [GenServer#stop]; [Sys] looks into it as into any server.
///
/// **What it costs.** What a [GenServer] costs; postponed events and timeouts cost what they need.
///
/// @param <S> the state, an enum or a sealed interface of records; compared with [Object#equals]
/// @param <D> the data that goes with all states, an immutable value
public abstract class StateMachine<S, D> extends StateMachineReturns {
    /// For subclasses.
    protected StateMachine() {}

    // ---- what comes

    /// What a state machine gets.
    public sealed interface Event {
        /// A request that came by a call. Answer it with [#reply(From, Object)], now or later.
        record Call(From from, Object request) implements Event {}

        /// A message that came by [GenServer#cast].
        record Cast(Object message) implements Event {}

        /// Any other message: [Down], [Exit], what [Process#send] sent.
        record Info(Object message) implements Event {}

        /// What a callback inserted with [#internal].
        record Internal(Object content) implements Event {}

        /// The machine has been in its state for the time of a [#stateTimeout].
        record StateTimeout(Object content) implements Event {}

        /// No event has come within the time of an [#eventTimeout].
        record EventTimeout(Object content) implements Event {}

        /// The time of a [#timeout] is over.
        record Timeout(Object name, Object content) implements Event {}
    }

    // ---- what callbacks return

    /// What is to be done beside the change of the state, in order.
    public sealed interface Action {
        /// `postpone`: the event comes again when the state has changed.
        record Postpone() implements Action {}

        /// `{next_event, type, content}`: this event comes next, before all that waits. Several
        /// come in the order of the actions.
        record NextEvent(Event event) implements Action {
            public NextEvent {
                Refused.ifNull(event, "an event");
            }
        }

        /// `{change_callback_module, module}`: from now on the callbacks are those of another
        /// machine.
        record ChangeCallbackModule(StateMachine<?, ?> module) implements Action {
            public ChangeCallbackModule {
                Refused.ifNull(module, "a state machine");
            }
        }

        /// `{push_callback_module, module}`: the same, until [PopCallbackModule].
        record PushCallbackModule(StateMachine<?, ?> module) implements Action {
            public PushCallbackModule {
                Refused.ifNull(module, "a state machine");
            }
        }

        /// `pop_callback_module`: back to the callbacks before.
        record PopCallbackModule() implements Action {}
    }

    /// What may also be done when a state is entered.
    public sealed interface EnterAction extends Action {}

    /// `{reply, from, answer}`: the answer is given at once.
    public record Reply(From from, Object answer) implements EnterAction {
        public Reply {
            Refused.ifNull(from, "a caller");
            Refused.ifNoValue(answer, "an answer");
        }
    }

    /// `hibernate`: a hint that nothing will happen for a while. An idle process costs no thread
    /// anyway.
    public record Hibernate() implements EnterAction {}

    /// Sets, changes or cancels a timeout. The last of one kind in a list of actions counts.
    public sealed interface TimeoutAction extends EnterAction {
        /// Which timeout.
        TimeoutKind kind();
    }

    /// Which of the timeouts of a machine.
    public sealed interface TimeoutKind {
        /// The one that ends with the state.
        record OfState() implements TimeoutKind {}

        /// The one that ends with the next event.
        record OfEvent() implements TimeoutKind {}

        /// One that ends when it is cancelled.
        record Named(Object name) implements TimeoutKind {
            public Named {
                Refused.ifNull(name, "a name");
            }
        }

        /// The event that comes when its time is over.
        default Event event(Object content) {
            return switch (this) {
                case OfState() -> new Event.StateTimeout(content);
                case OfEvent() -> new Event.EventTimeout(content);
                case Named(var name) -> new Event.Timeout(name, content);
            };
        }
    }

    /// After this time the event comes; one that was set before is forgotten. [Process#INFINITY]
    /// cancels.
    public record SetTimeout(TimeoutKind kind, Duration time, Object content)
            implements TimeoutAction {
        public SetTimeout {
            Refused.ifNoValue(content, "a content");
            if (Refused.ifNull(time, "a time").isNegative()) {
                throw new IllegalArgumentException(
                        "expected a time that is not negative, got: " + time);
            }
        }
    }

    /// The event will have another content. Where no time is set, it comes at once.
    public record UpdateTimeout(TimeoutKind kind, Object content) implements TimeoutAction {
        public UpdateTimeout {
            Refused.ifNoValue(content, "a content");
        }
    }

    /// The event will not come.
    public record CancelTimeout(TimeoutKind kind) implements TimeoutAction {}

    /// What [#init] returns.
    public sealed interface InitResult<S, D> {}

    /// What [#handleEvent] returns.
    public sealed interface Result<S, D> {}

    /// What [#enter] returns: there is no way to another state from there.
    public sealed interface EnterResult<S, D> extends Result<S, D> {}

    /// `{ok, state, data, actions}`
    public record Ok<S, D>(S state, D data, List<Action> actions) implements InitResult<S, D> {
        public Ok {
            Refused.ifNoValue(state, "a state");
            Refused.ifNoValue(data, "data");
            actions = List.copyOf(actions);
        }
    }

    /// `ignore`
    public record Ignore<S, D>() implements InitResult<S, D> {}

    /// `{next_state, state, data, actions}`
    public record NextState<S, D>(S state, D data, List<Action> actions) implements Result<S, D> {
        public NextState {
            Refused.ifNoValue(state, "a state");
            Refused.ifNoValue(data, "data");
            actions = List.copyOf(actions);
        }
    }

    /// `{keep_state, data, actions}`, and `{keep_state_and_data, actions}` without data.
    public record KeepState<S, D>(Optional<D> data, List<Action> actions)
            implements EnterResult<S, D> {
        public KeepState {
            Refused.ifNoValue(data, "data");
            actions = List.copyOf(actions);
        }
    }

    /// `{repeat_state, data, actions}`, and `{repeat_state_and_data, actions}` without data: the
    /// same, and the state is entered anew.
    public record RepeatState<S, D>(Optional<D> data, List<Action> actions)
            implements EnterResult<S, D> {
        public RepeatState {
            Refused.ifNoValue(data, "data");
            actions = List.copyOf(actions);
        }
    }

    /// `{stop_and_reply, reason, replies, data}`: the answers are given, then the machine ends.
    /// `{stop, reason, data}` without replies, and from init `{stop, reason}`.
    public record Stop<S, D>(ExitReason reason, List<Reply> replies, Optional<D> data)
            implements InitResult<S, D>, EnterResult<S, D> {
        public Stop {
            Refused.ifNull(reason, "a reason");
            Refused.ifNoValue(data, "data");
            replies = List.copyOf(replies);
        }
    }

    /// The state and the data of a machine: what [Sys#getState] answers, and what
    /// [Sys#replaceState] changes.
    public record StateAndData<S, D>(S state, D data) {
        public StateAndData {
            Refused.ifNoValue(state, "a state");
            Refused.ifNoValue(data, "data");
        }

        @Override
        public String toString() {
            return "{" + Inspect.inspect(state) + ", " + Inspect.inspect(data) + "}";
        }
    }

    // ---- callbacks

    /// Runs first, while the starter waits. Its actions, and the entering of the first state, come
    /// after the start has succeeded.
    protected abstract InitResult<S, D> init() throws Exception;

    /// What an event does in a state.
    protected abstract Result<S, D> handleEvent(Event event, S state, D data) throws Exception;

    /// Whether [#enter] is called when a state is entered: `state_enter`. Asked once, and again
    /// when the callback module changes.
    protected boolean hasStateEnter() {
        return false;
    }

    /// The state has been entered: after init, after a change, and after a repeat. Called if
    /// [#hasStateEnter()].
    ///
    /// @param from the state before; the same one after init and after a repeat
    protected EnterResult<S, D> enter(S from, S state, D data) throws Exception {
        return keepStateAndData();
    }

    /// Runs before the process ends by itself, or on its parent's exit when it traps exits; not
    /// when it is killed.
    protected void terminate(ExitReason reason, S state, D data) throws Exception {}

    /// Decides what others may see of this machine: in the report of its crash, and by
    /// [Sys#getStatus]. The default hides nothing. As `format_status/1`.
    protected StateAndData<?, ?> formatStatus(StateAndData<S, D> status) throws Exception {
        return status;
    }

    /// A state that says itself what events do in it: `state_functions`.
    ///
    /// ```java
    /// enum Light implements StateMachine.State<Light, Integer> {
    ///     OFF {
    ///         @Override
    ///         public StateMachine.Result<Light, Integer> handleEvent(
    ///                 StateMachine.Event event, Integer turns) {
    ///             return new StateMachine.NextState<>(ON, turns + 1, List.of());
    ///         }
    ///     },
    ///     ON {
    ///         @Override
    ///         public StateMachine.Result<Light, Integer> handleEvent(
    ///                 StateMachine.Event event, Integer turns) {
    ///             return new StateMachine.NextState<>(OFF, turns + 1, List.of());
    ///         }
    ///     }
    /// }
    /// ```
    public interface State<S, D> {
        /// What an event does in this state.
        Result<S, D> handleEvent(Event event, D data) throws Exception;

        /// This state has been entered. Called if [StateMachine#hasStateEnter()].
        default EnterResult<S, D> enter(S from, D data) throws Exception {
            return keepStateAndData();
        }
    }

    /// A machine whose states are functions.
    public abstract static class OfStates<S extends State<S, D>, D> extends StateMachine<S, D> {
        /// For subclasses.
        protected OfStates() {}

        @Override
        protected final Result<S, D> handleEvent(Event event, S state, D data) throws Exception {
            return state.handleEvent(event, data);
        }

        @Override
        protected final EnterResult<S, D> enter(S from, S state, D data) throws Exception {
            return state.enter(from, data);
        }
    }

    /// A callback returned what it may not return; the machine ends with it. The compiler refuses
    /// nearly all of that, so it takes a [Thrown] or a null.
    public static final class BadReturnException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private final String tag;
        private final transient Object value;

        BadReturnException(String tag, Object value) {
            super(tag.replace('_', ' ') + ": " + Inspect.inspect(value));
            this.tag = tag;
            this.value = value;
        }

        /// OTP's word for it, as `bad_return_from_state_function`.
        public String tag() {
            return tag;
        }

        /// What was returned.
        public Object value() {
            return value;
        }
    }

    // ---- starting

    /// Starts a machine without a link, as `gen_statem:start/3`. Blocks until its init has
    /// returned.
    public static StartResult start(StateMachine<?, ?> machine, StartOptions options) {
        return GenServer.start(new StateMachineServer<>(machine), options);
    }

    /// [#start(StateMachine, StartOptions)] on any thread.
    public static StartResult start(Node node, StateMachine<?, ?> machine, StartOptions options) {
        return node.start(new StateMachineServer<>(machine), options);
    }

    /// Starts a machine linked to the calling process, its parent, as `gen_statem:start_link/3`.
    /// Blocks until its init has returned.
    public static StartResult startLink(StateMachine<?, ?> machine, StartOptions options) {
        return GenServer.startLink(new StateMachineServer<>(machine), options);
    }

    /// [#startLink(StateMachine, StartOptions)] without a name.
    public static StartResult startLink(StateMachine<?, ?> machine) {
        return startLink(machine, StartOptions.NONE);
    }

    // ---- talking to one

    /// Asks and waits for the answer, without limit, as `gen_statem:call/2`. Fails as
    /// [GenServer#call] does.
    public static <R> R call(Dest machine, Request<R> request) {
        return call(machine, request, Process.INFINITY);
    }

    /// Asks and waits for the answer, for as long as is said, as `gen_statem:call/3`.
    @SuppressWarnings("unchecked") // a request says by its type what it is answered with
    public static <R> R call(Dest machine, Request<R> request, Duration timeout) {
        return (R)
                Caller.exchange(
                        machine,
                        request,
                        timeout,
                        () ->
                                new Invocation(
                                        ":gen_statem", "call", List.of(machine, request, timeout)));
    }
}
