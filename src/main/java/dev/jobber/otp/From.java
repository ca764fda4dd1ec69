package dev.jobber.otp;

import java.util.Optional;

/// The caller that waits for the answer to a [GenServer#call]. It may be kept, handed to another
/// process, and answered later.
public sealed interface From permits Call {
    /// The process that called; empty if it was a thread that is no process.
    Optional<Pid> pid();

    /// What was asked.
    Object request();

    /// Answers, as `GenServer.reply/2`. Only the first answer counts. An answer after the deadline
    /// or after the death of the caller vanishes. Does not block.
    ///
    /// Nothing checks the answer: one of another type than the request promises is a
    /// [ClassCastException] for the caller. See [#reply(Request, Object)].
    void reply(Object answer);

    /// [#reply(Object)] with an answer whose type the compiler checks.
    ///
    /// @param query the request that is answered, as it was matched
    default <R> void reply(Request<R> query, R answer) {
        reply(answer);
    }
}
