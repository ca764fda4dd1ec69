package dev.jobber.otp;

/// The calling process exits with a reason, as Erlang's `exit/1`; uncaught, it ends the process
/// with that reason and no log.
///
/// A failed [GenServer#call] throws it with an [ExitReason.CallFailed]. A caller that is no process
/// may catch it like any other exception.
public final class ExitException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ExitReason reason;

    /// @param reason what the process ends with if nobody catches this
    public ExitException(ExitReason reason) {
        this.reason = reason;
    }

    /// The reason in words, made when they are asked for: a request that could not be answered may
    /// be large, and is part of them.
    @Override
    public String getMessage() {
        return reason.sentence();
    }

    /// What the process ends with if nobody catches this.
    public ExitReason reason() {
        return reason;
    }
}
