package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;

/// The events of a server that is traced: OTP's system events. See [Sys#trace].
///
/// A [GenServer] tells [In], [Out], [NoReply] and [Continue]; a [StateMachine] tells [In], [Out],
/// [Consume], [Postpone], [StartTimer] and [Terminate].
public sealed interface Traced {
    /// It is given a call, a cast or a message; of a state machine any event.
    ///
    /// @param state the state of a state machine that gets it; empty of a server
    record In(StateMachine.Event event, Optional<Object> state) implements Traced {}

    /// A callback has returned an answer.
    ///
    /// @param to the process that gets it; empty if it is no process
    /// @param state the state of a server after it; empty of a state machine
    record Out(Object answer, Optional<Pid> to, Optional<Object> state) implements Traced {}

    /// A callback has returned no answer.
    record NoReply(Object state) implements Traced {}

    /// A continue has been carried out.
    record Continue(Object term) implements Traced {}

    /// A state machine has handled an event.
    ///
    /// @param from the state that got it
    /// @param to the state after it
    record Consume(StateMachine.Event event, Object from, Object to) implements Traced {}

    /// A state machine has put an event off until its state changes.
    ///
    /// @param from the state that got it
    /// @param to the state after it
    record Postpone(StateMachine.Event event, Object from, Object to) implements Traced {}

    /// A state machine has set a timeout.
    ///
    /// @param timeout the event that will come
    /// @param state the state after the callback that has set it
    record StartTimer(StateMachine.Event timeout, Duration time, Object state) implements Traced {}

    /// A state machine ends in order.
    record Terminate(ExitReason reason, Object state) implements Traced {}
}
