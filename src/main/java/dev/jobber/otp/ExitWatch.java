package dev.jobber.otp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Tells code outside of processes when a process ends: a monitor without a mailbox.
public final class ExitWatch extends Registration {
    /// Called at the end of a process. If it throws, the node reports [Event.CodeFailed], and all
    /// others still hear of the end.
    public interface Listener {
        /// The process has ended, for this reason: its last callback has returned.
        void exited(Pid pid, ExitReason reason);

        /// All have been told: linked processes have their exit signals, monitoring ones their
        /// [Down].
        void told(Pid pid);
    }

    private final ProcessCell target;
    private final Listener listener;

    /// Whether the thread that announces the death calls the listener itself.
    private final boolean atOnce;

    /// The last call of the listener on another thread; null before the first.
    private @Nullable CompletableFuture<Void> lastCall;

    /// Whether the listener has been called; by the thread that announces the death.
    private boolean exited;

    private boolean told;

    private ExitWatch(ProcessCell target, Listener listener, boolean atOnce) {
        this.target = target;
        this.listener = listener;
        this.atOnce = atOnce;
    }

    /// Watches a process from now on; empty, and the listener is never called, if it is dead
    /// already.
    ///
    /// The listener is called on a thread of its own, first [Listener#exited] and then
    /// [Listener#told]. It may block: no process waits for it.
    public static Optional<ExitWatch> on(Pid pid, Listener listener) {
        return watch(pid, listener, false);
    }

    /// As [#on], but the thread that announces the death calls the listener: [Listener#exited]
    /// before any process and any waiting thread is told. So the listener must be quick and must
    /// not block: as long as it takes, the death is not announced.
    public static Optional<ExitWatch> atOnce(Pid pid, Listener listener) {
        return watch(pid, listener, true);
    }

    private static Optional<ExitWatch> watch(Pid pid, Listener listener, boolean atOnce) {
        var target = (ProcessCell) Refused.ifNull(pid, "a process");
        var watch = new ExitWatch(target, Refused.ifNull(listener, "a listener"), atOnce);
        return target.addRegistration(watch) ? Optional.of(watch) : Optional.empty();
    }

    /// Ends the watch. If a death is being announced at that moment, the listener may still be
    /// called.
    public void cancel() {
        target.removeRegistration(this);
    }

    @Override
    void ownerDied(ExitReason reason) {
        if (!exited) {
            if (atOnce) {
                exited = true;
                listener.exited(target, reason);
            } else {
                callLater(() -> listener.exited(target, reason));
                exited = true; // not earlier: an Error may come before
            }
        }
    }

    @Override
    void allTold() {
        if (!told) {
            if (atOnce) {
                told = true;
                listener.told(target);
            } else {
                callLater(() -> listener.told(target));
                told = true;
            }
        }
    }

    private void callLater(Runnable code) {
        CompletableFuture<Void> before =
                lastCall == null ? CompletableFuture.completedFuture(null) : lastCall;
        lastCall = target.node.foreignCalls().after(before, target.deathTold(), code);
    }
}
