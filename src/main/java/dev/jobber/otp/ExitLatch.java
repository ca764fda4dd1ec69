package dev.jobber.otp;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A death that a thread waits for.
final class ExitLatch extends ExitWatcher implements Awaitable {
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable ExitReason reason;

    @Override
    void targetDied(ExitReason why) {
        reason = why;
        LockSupport.unpark(thread);
    }

    @Override
    public boolean isDone() {
        return reason != null;
    }

    /// Why it ended; null before. [#heard] makes of it the reason that the waiting process is told.
    Optional<ExitReason> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public String toString() {
        return "the end of a process";
    }
}
