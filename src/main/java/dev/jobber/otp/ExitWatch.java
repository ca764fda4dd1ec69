package dev.jobber.otp;

import java.util.Optional;

/// Tells code that is no process of a process's end, before anybody else hears of it: a monitor
/// without a mailbox.
///
/// The listener is called once, on the thread that announces the death: after the process's last
/// callback has returned, and before any process or waiting thread is told.
public final class ExitWatch extends Registration {
    /// Hears of the end of a process.
    @FunctionalInterface
    public interface Listener {
        /// The process has ended, for this reason: quick, never blocks, never throws.
        void exited(Pid pid, ExitReason reason);
    }

    private final Cell target;
    private final Listener listener;

    private ExitWatch(Cell target, Listener listener) {
        this.target = target;
        this.listener = listener;
    }

    /// Watches a process from now on; empty, and the listener is never called, if it is dead
    /// already.
    public static Optional<ExitWatch> on(Pid pid, Listener listener) {
        Cell target = (Cell) pid;
        ExitWatch watch = new ExitWatch(target, listener);
        return target.addRegistration(watch) ? Optional.of(watch) : Optional.empty();
    }

    /// Watches no more. A death that is being announced may still be told.
    public void cancel() {
        target.removeRegistration(this);
    }

    @Override
    void ownerDied(ExitReason reason) {
        listener.exited(target, reason);
    }
}
