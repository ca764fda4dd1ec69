package dev.jobber.otp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The watchers of the death of a process, and how far they have been told.
///
/// The lock of the process, [#lock()], guards all of it, and the fields of subclasses that say so.
/// A thread that holds it holds no lock of another process.
abstract sealed class ProcessWatchers extends Mailbox permits ProcessLinks {
    private final Object lock = new Object();

    /// The watchers of its death.
    private @Nullable Object watchers;

    /// Its death is being announced, or has been.
    volatile boolean dead;

    /// How far the announcement of its death has come: one of the values above. One byte, because
    /// each process pays for it.
    private static final byte NOT_ENTERED = 0;

    static final byte COUNTED = 1;
    static final byte UNCOUNTED = 2;
    private static final byte WATCHERS_TOLD = 3;

    /// Written by the thread that enters the process in the table of its node, before it runs; then
    /// by the thread that announces the death, one thread at a time. The last step is written with
    /// the lock held, because new watchers read it.
    byte announced = NOT_ENTERED;

    ProcessWatchers(long id) {
        super(id);
    }

    /// The lock of the process. Other code never sees it: users may lock a pid, and that must not
    /// stop a process.
    ///
    /// Each process has a lock of its own, which ends with it. If all processes shared a few
    /// hundred locks, two threads would sooner or later want each of them at once, and from then on
    /// the JVM keeps such a lock in its slow form.
    final Object lock() {
        return lock;
    }

    // ---- how far its death has come

    /// Whether it still counts as alive although it is dead. Only for the thread that announces the
    /// death.
    final boolean isCounted() {
        return announced == COUNTED;
    }

    /// The death has been announced, or is being announced.
    final boolean isDead() {
        return dead;
    }

    /// The process ends by itself and has no work left. The caller holds the lock.
    abstract boolean isLeaving();

    /// Why it ends, for watchers that come meanwhile.
    abstract ExitReason endReason();

    // ---- watchers

    /// Adds a watcher; false if the process is dead and all watchers have been told. A watcher that
    /// comes after the end is decided and before it is told is late, and is told too. So a watcher
    /// never hears of a death before the linked processes do, or before the names are free.
    ///
    /// Signals keep their order by this: the exit signal of a process decides the end under the
    /// lock, so a monitor by the same process afterwards is late.
    final boolean addWatcher(ExitWatcher watcher) {
        synchronized (lock()) {
            if (announced == WATCHERS_TOLD) {
                return false;
            }
            if (!isAlive() || isLeaving()) {
                watcher.isLate();
            }
            watchers = SmallSet.add(watchers, watcher);
            return true;
        }
    }

    /// Removes a watcher. Nothing happens if the watchers are being told.
    final void removeWatcher(ExitWatcher watcher) {
        synchronized (lock()) {
            watchers = SmallSet.remove(watchers, watcher);
        }
    }

    final boolean isWatched() {
        synchronized (lock()) {
            return watchers != null;
        }
    }

    /// Tells a supervisor that waits for this end before all others. So code that learns later that
    /// the process is dead sees what the supervisor has done because of it.
    ///
    /// The supervisor came before it asked for this end, so a look without the lock finds it.
    final void tellSupervisor(ExitReason reason) {
        Object set = watchers;
        if (set instanceof ExitWatcher only) {
            if (only.isTheSupervisors()) {
                only.targetDied(reason);
            }
        } else if (set != null) {
            for (ExitWatcher each : watchers()) {
                if (each.isTheSupervisors()) {
                    each.targetDied(reason);
                }
            }
        }
    }

    /// Tells the watchers; from now on none can be added. They stay until they have been told.
    final void tellWatchers(ExitReason reason) {
        Object set;
        List<ExitWatcher> several = List.of();
        synchronized (lock()) {
            announced = WATCHERS_TOLD;
            set = watchers;
            if (set != null && !(set instanceof ExitWatcher)) {
                several = SmallSet.toList(set);
            }
        }
        if (set == null) {
            return;
        }
        if (set instanceof ExitWatcher only) {
            only.targetDied(reason);
        }
        several.forEach(each -> each.targetDied(reason));
        synchronized (lock()) {
            watchers = null;
        }
    }

    final List<ExitWatcher> watchers() {
        synchronized (lock()) {
            return SmallSet.toList(watchers);
        }
    }
}
