package dev.jobber.otp;

import java.util.Optional;

/// Tells code that is no process of a process's end: a monitor without a mailbox.
public final class ExitWatch extends Registration {
    /// Is called at the end of a process, on the thread that announces it: it must be quick and
    /// must not block. If it throws, the node tells [Event.CodeFailed], and the others still hear
    /// of the end.
    public interface Listener {
        /// The process has ended, for this reason: its last callback has returned, and no process
        /// and no waiting thread has been told yet.
        void exited(Pid pid, ExitReason reason);

        /// All have been told: linked processes have their exit signals, monitoring ones their
        /// [Down].
        void told(Pid pid);
    }

    private final ProcessCell target;
    private final Listener listener;

    /// Whether the listener has been called; by the thread that announces the death.
    private boolean exited;

    private boolean told;

    private ExitWatch(ProcessCell target, Listener listener) {
        this.target = target;
        this.listener = listener;
    }

    /// Watches a process from now on; empty, and the listener is never called, if it is dead
    /// already.
    public static Optional<ExitWatch> on(Pid pid, Listener listener) {
        var target = (ProcessCell) pid;
        var watch = new ExitWatch(target, listener);
        return target.addRegistration(watch) ? Optional.of(watch) : Optional.empty();
    }

    /// Watches no more. A death that is being announced may still be told.
    public void cancel() {
        target.removeRegistration(this);
    }

    @Override
    void ownerDied(ExitReason reason) {
        if (!exited) {
            exited = true;
            listener.exited(target, reason);
        }
    }

    @Override
    void allTold() {
        if (!told) {
            told = true;
            listener.told(target);
        }
    }
}
