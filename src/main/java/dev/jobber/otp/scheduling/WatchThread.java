package dev.jobber.otp.scheduling;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The platform thread of a [FairnessWatchdog]. It starts when it is first needed. If it ends
/// because its work failed, another one takes its place. Two never watch at the same time.
final class WatchThread {
    private static final String NAME = "jobber-fairness";

    private final Lasting lasting;
    private final Runnable work;
    private final BooleanSupplier over;

    /// The thread that watches, from before its start until it has given everything back; null
    /// while none does. Taken under the monitor.
    private volatile @Nullable Thread watcher;

    /// Replaced if it has ended. Changes under the monitor.
    private volatile Thread thread;

    /// @param work what the thread does; it begins with [#takesOver()] and ends with [#ends()]
    /// @param over whether no thread is to start any more
    WatchThread(Lasting lasting, Runnable work, BooleanSupplier over) {
        this.lasting = lasting;
        this.work = work;
        this.over = over;
        thread = newThread();
    }

    private Thread newThread() {
        return DaemonThreads.builder().name(NAME).unstarted(lasting.work(NAME, work, over));
    }

    /// Whether a thread watches.
    boolean isOn() {
        return watcher != null;
    }

    /// Starts the thread, unless one watches or none is to start any more.
    ///
    /// @return false if there is no room for a thread
    synchronized boolean start() {
        if (over.getAsBoolean() || watcher != null) {
            return true;
        }
        boolean hasEnded = thread.getState() != Thread.State.NEW;
        if (hasEnded) {
            thread = newThread();
        }
        watcher = thread;
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            watcher = null;
            return false;
        }
        if (hasEnded) {
            lasting.replaced(NAME);
        }
        return true;
    }

    /// The calling thread begins to watch. A thread whose work failed may begin again, unless
    /// another thread has been started meanwhile.
    ///
    /// @return false if another thread watches
    synchronized boolean takesOver() {
        Thread self = Thread.currentThread();
        if (watcher != null && watcher != self) {
            return false;
        }
        watcher = self;
        return true;
    }

    /// The calling thread watches no more.
    void ends() {
        watcher = null;
    }

    /// Ends the pause of the thread, if it pauses.
    void wake() {
        LockSupport.unpark(thread);
    }

    /// Waits until the thread has ended, at most a second. Does not wait if the thread itself calls
    /// this. A calling thread that is interrupted waits no more and stays interrupted.
    void awaitEnd() {
        if (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                var _ = thread.join(Duration.ofSeconds(1));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
