package dev.jobber.otp;

import dev.jobber.otp.StateMachine.Action;
import dev.jobber.otp.StateMachine.CancelTimeout;
import dev.jobber.otp.StateMachine.EnterAction;
import dev.jobber.otp.StateMachine.EnterResult;
import dev.jobber.otp.StateMachine.Event;
import dev.jobber.otp.StateMachine.Hibernate;
import dev.jobber.otp.StateMachine.Ignore;
import dev.jobber.otp.StateMachine.InitResult;
import dev.jobber.otp.StateMachine.KeepState;
import dev.jobber.otp.StateMachine.NextState;
import dev.jobber.otp.StateMachine.Ok;
import dev.jobber.otp.StateMachine.RepeatState;
import dev.jobber.otp.StateMachine.Reply;
import dev.jobber.otp.StateMachine.Result;
import dev.jobber.otp.StateMachine.SetTimeout;
import dev.jobber.otp.StateMachine.Stop;
import dev.jobber.otp.StateMachine.TimeoutKind;
import dev.jobber.otp.StateMachine.UpdateTimeout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the callbacks of a [StateMachine] return, in OTP's words: a state machine inherits a method
/// for each result and for each action.
abstract class StateMachineReturns {
    private static final List<Action> NONE = List.of();

    /// `{ok, state, data, actions}`: begin in this state.
    protected static <S, D> InitResult<S, D> ok(S state, D data, Action... actions) {
        return new Ok<>(state, data, List.of(actions));
    }

    /// `ignore`: no process is wanted; the start answers [StartResult.Ignored].
    protected static <S, D> InitResult<S, D> ignore() {
        return new Ignore<>();
    }

    /// `{next_state, state, data, actions}`
    protected static <S, D> Result<S, D> nextState(S state, D data, Action... actions) {
        return new NextState<>(state, data, List.of(actions));
    }

    /// `{keep_state, data}`
    protected static <S, D> EnterResult<S, D> keepState(D data) {
        return new KeepState<>(Optional.of(data), NONE);
    }

    /// `{keep_state, data, actions}`
    protected static <S, D> EnterResult<S, D> keepState(D data, EnterAction... actions) {
        return new KeepState<>(Optional.of(data), List.of(actions));
    }

    /// `{keep_state, data, actions}`
    protected static <S, D> Result<S, D> keepState(D data, Action... actions) {
        return new KeepState<>(Optional.of(data), List.of(actions));
    }

    /// `keep_state_and_data`
    protected static <S, D> EnterResult<S, D> keepStateAndData() {
        return new KeepState<>(Optional.empty(), NONE);
    }

    /// `{keep_state_and_data, actions}`
    protected static <S, D> EnterResult<S, D> keepStateAndData(EnterAction... actions) {
        return new KeepState<>(Optional.empty(), List.of(actions));
    }

    /// `{keep_state_and_data, actions}`
    protected static <S, D> Result<S, D> keepStateAndData(Action... actions) {
        return new KeepState<>(Optional.empty(), List.of(actions));
    }

    /// `{repeat_state, data}`
    protected static <S, D> EnterResult<S, D> repeatState(D data) {
        return new RepeatState<>(Optional.of(data), NONE);
    }

    /// `{repeat_state, data, actions}`
    protected static <S, D> EnterResult<S, D> repeatState(D data, EnterAction... actions) {
        return new RepeatState<>(Optional.of(data), List.of(actions));
    }

    /// `{repeat_state, data, actions}`
    protected static <S, D> Result<S, D> repeatState(D data, Action... actions) {
        return new RepeatState<>(Optional.of(data), List.of(actions));
    }

    /// `repeat_state_and_data`
    protected static <S, D> EnterResult<S, D> repeatStateAndData() {
        return new RepeatState<>(Optional.empty(), NONE);
    }

    /// `{repeat_state_and_data, actions}`
    protected static <S, D> EnterResult<S, D> repeatStateAndData(EnterAction... actions) {
        return new RepeatState<>(Optional.empty(), List.of(actions));
    }

    /// `{repeat_state_and_data, actions}`
    protected static <S, D> Result<S, D> repeatStateAndData(Action... actions) {
        return new RepeatState<>(Optional.empty(), List.of(actions));
    }

    /// `stop`: the machine ends `:normal`.
    protected static <S, D> Stop<S, D> stop() {
        return stop(ExitReason.NORMAL);
    }

    /// `{stop, reason}`; from init: the start fails with the reason.
    protected static <S, D> Stop<S, D> stop(ExitReason reason) {
        return new Stop<>(reason, List.of(), Optional.empty());
    }

    /// `{stop, reason, data}`: [StateMachine#terminate] gets these data.
    protected static <S, D> Stop<S, D> stop(ExitReason reason, D data) {
        return new Stop<>(reason, List.of(), Optional.of(data));
    }

    /// `{stop_and_reply, reason, replies}`
    protected static <S, D> Stop<S, D> stopAndReply(ExitReason reason, Reply... replies) {
        return new Stop<>(reason, List.of(replies), Optional.empty());
    }

    /// `{stop_and_reply, reason, replies, data}`
    protected static <S, D> Stop<S, D> stopAndReply(ExitReason reason, D data, Reply... replies) {
        return new Stop<>(reason, List.of(replies), Optional.of(data));
    }

    // ---- actions

    /// `{reply, from, answer}`. Nothing checks the answer: one of another type than the request
    /// promises is a [ClassCastException] for the caller.
    protected static Reply reply(From from, Object answer) {
        return new Reply(from, answer);
    }

    /// `{reply, from, answer}` with an answer that the compiler checks against what the query is to
    /// be answered with.
    protected static <R> Reply reply(From from, Request<R> query, R answer) {
        return new Reply(from, answer);
    }

    /// `postpone`: the event comes again when the state has changed.
    protected static Action postpone() {
        return new Action.Postpone();
    }

    /// `{next_event, type, content}`: this event comes next, before all that waits.
    protected static Action nextEvent(Event event) {
        return new Action.NextEvent(event);
    }

    /// `{next_event, internal, content}`
    protected static Action internal(Object content) {
        return nextEvent(new Event.Internal(Refused.ifNoValue(content, "a content")));
    }

    /// `{state_timeout, time, content}`: comes if the state has not changed within this time, as
    /// [StateMachine.Event.StateTimeout].
    protected static EnterAction stateTimeout(Duration time, Object content) {
        return new SetTimeout(new TimeoutKind.OfState(), time, content);
    }

    /// `{timeout, time, content}`: comes if no event comes within this time, as
    /// [StateMachine.Event.EventTimeout].
    protected static EnterAction eventTimeout(Duration time, Object content) {
        return new SetTimeout(new TimeoutKind.OfEvent(), time, content);
    }

    /// `{{timeout, name}, time, content}`: comes after this time unless it is cancelled, as
    /// [StateMachine.Event.Timeout]. A machine may have any number of these, each with its name.
    protected static EnterAction timeout(Object name, Duration time, Object content) {
        return new SetTimeout(new TimeoutKind.Named(name), time, content);
    }

    /// `{state_timeout, update, content}`
    protected static EnterAction updateStateTimeout(Object content) {
        return new UpdateTimeout(new TimeoutKind.OfState(), content);
    }

    /// `{{timeout, name}, update, content}`
    protected static EnterAction updateTimeout(Object name, Object content) {
        return new UpdateTimeout(new TimeoutKind.Named(name), content);
    }

    /// `{state_timeout, cancel}`
    protected static EnterAction cancelStateTimeout() {
        return new CancelTimeout(new TimeoutKind.OfState());
    }

    /// `{{timeout, name}, cancel}`
    protected static EnterAction cancelTimeout(Object name) {
        return new CancelTimeout(new TimeoutKind.Named(name));
    }

    /// `hibernate`
    protected static EnterAction hibernate() {
        return new Hibernate();
    }

    /// `{change_callback_module, module}`
    protected static <S, D> Action changeCallbackModule(StateMachine<S, D> module) {
        return new Action.ChangeCallbackModule(module);
    }

    /// `{push_callback_module, module}`
    protected static <S, D> Action pushCallbackModule(StateMachine<S, D> module) {
        return new Action.PushCallbackModule(module);
    }

    /// `pop_callback_module`
    protected static Action popCallbackModule() {
        return new Action.PopCallbackModule();
    }
}
