package dev.jobber.otp;

import java.io.IOException;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/// The calling process exits with a reason, as Erlang's `exit/1`; uncaught, it ends the process
/// with that reason and no log.
///
/// A failed [GenServer#call] throws it with an [ExitReason.CallFailed]. A caller that is no process
/// may catch it like any other exception.
///
/// Its cause is the exception that a process did not catch, where that is the reason or is within
/// it: what the server threw, for a call that failed because the server crashed. So the trace of
/// the caller shows both places. It is the object that was thrown, and other code may hold it too:
/// do not change it.
public final class ExitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Null only if this exception was deserialized: the processes and terms of a reason are not
    /// serialized.
    private final transient @Nullable ExitReason reason;

    /// The reason in words, for serialization; null while nothing needs it.
    private @Nullable String words;

    /// @param reason the exit reason of the process if no code catches this
    public ExitException(ExitReason reason) {
        super(null, crashIn(Refused.ifNull(reason, "a reason")));
        this.reason = reason;
    }

    /// The reason in words. They are made only on demand, because a request that was not answered
    /// is part of them and may be large.
    @Override
    public String getMessage() {
        ExitReason known = reason;
        return known == null ? String.valueOf(words) : known.sentence();
    }

    /// The exit reason of the process if no code catches this. If this exception was deserialized,
    /// it is an [ExitReason.Term] with the words of the reason.
    public ExitReason reason() {
        ExitReason known = reason;
        return known == null ? new ExitReason.Term(getMessage()) : known;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        words = getMessage();
        out.defaultWriteObject();
    }

    private static @Nullable Throwable crashIn(ExitReason reason) {
        return switch (reason) {
            case ExitReason.Crash(var exception) -> exception;
            case ExitReason.CallFailed(var why, _) -> crashIn(why);
            case ExitReason.FailedToStartChild(_, var why) -> crashIn(why);
            case ExitReason.StartExit(var why) -> crashIn(why);
            case ExitReason.ChildFailed(var why, _) -> crashIn(why);
            case ExitReason.ShutdownWith(ExitReason why) -> crashIn(why);
            case ExitReason.Term(ExitReason why) -> crashIn(why);
            case ExitReason.NoCatch(Throwable thrown) -> thrown;
            case ExitReason.Normal _,
                    ExitReason.Shutdown _,
                    ExitReason.ShutdownWith _,
                    ExitReason.Word _,
                    ExitReason.Term _,
                    ExitReason.NoCatch _,
                    ExitReason.BadReturnValue _,
                    ExitReason.AlreadyStarted _,
                    ExitReason.Invalid _ ->
                    null;
        };
    }
}
