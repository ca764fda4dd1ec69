package dev.jobber.otp;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A start that a thread waits for. Done when init has succeeded, or when the process that failed
/// is gone and its name is free.
final class Start extends ExitWatcher implements Awaitable {
    private final Thread starter = Thread.currentThread();

    /// How many inits run one inside the other on the thread that runs this one.
    private final int depth;

    /// What a process that will not live says on its way out.
    private @Nullable StartResult lastWord;

    private volatile @Nullable StartResult result;

    Start(int depth) {
        this.depth = depth;
    }

    int depth() {
        return depth;
    }

    /// init succeeded.
    void succeeded(Pid pid) {
        done(StartResult.started(pid));
    }

    /// init decided against a life; this is what the starter hears once the process is gone.
    void fails(StartResult lastWord) {
        this.lastWord = lastWord;
    }

    @Override
    void targetDied(ExitReason reason) {
        if (result == null) {
            StartResult word = lastWord;
            done(word == null ? StartResult.failed(reason) : word);
        }
    }

    private void done(StartResult outcome) {
        result = outcome;
        LockSupport.unpark(starter);
    }

    @Override
    public boolean isDone() {
        return result != null;
    }

    Optional<StartResult> result() {
        return Optional.ofNullable(result);
    }

    @Override
    public String toString() {
        return "the init of a server";
    }
}
