package dev.jobber.otp;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The process behind a [Node#run]: the waiting thread gets the result of its code.
final class RunBody<T> implements ProcessBody {
    private final Callable<T> code;

    /// Set when its code begins; only its own thread looks.
    private @Nullable ProcessCell process;

    /// The result of the code. Neither is set if the process was killed first: the result of a dead
    /// process has no effect.
    private volatile @Nullable T value;

    private volatile @Nullable Throwable problem;

    RunBody(Callable<T> code) {
        this.code = Refused.ifNull(code, "code");
    }

    @Override
    public ExitReason run(ProcessCell self) throws Exception {
        process = self;
        T result =
                Objects.requireNonNull(
                        code.call(), "expected a value from the code of Node.run, got: null");
        self.checkDoom();
        value = result;
        return ExitReason.NORMAL;
    }

    @Override
    public ExitReason raised(Throwable thrown) {
        ProcessCell self = process;
        if (self != null && !self.isDoomed()) {
            problem = thrown;
        }
        return BareProcess.meaning(thrown);
    }

    /// The value, or what the code threw. Only when the process has ended, for this reason.
    T outcome(ExitReason end) throws Exception {
        switch (problem) {
            case null -> {}
            case Exception thrown -> throw thrown;
            case Error thrown -> throw thrown;
            case Throwable thrown -> throw new ExitException(new ExitReason.Crash(thrown));
        }
        T result = value;
        if (result == null) {
            throw new ExitException(end);
        }
        return result;
    }

    @Override
    public ExitReason terminate(ProcessCell self, ExitReason reason) {
        return reason;
    }

    @Override
    public void ended(ProcessCell self, ExitReason reason, boolean raisedInTerminate) {
        // the caller knows
    }
}
