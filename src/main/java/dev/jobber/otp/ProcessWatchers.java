package dev.jobber.otp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Those who want to know of the death of a process, and how far they have been told.
///
/// The lock of the process, [#lock()], guards all of it, and what its subclasses say. A thread
/// holds no lock of another process meanwhile.
abstract sealed class ProcessWatchers extends Mailbox permits ProcessLinks {
    private final Object lock = new Object();

    /// Of [ExitWatcher]: those who want to know of its death.
    private @Nullable Object watchers;

    /// Its death is being announced, or has been.
    volatile boolean dead;

    /// How far the announcement of its death has come: one of these. One byte for both, since each
    /// process pays for it.
    private static final byte NOT_ENTERED = 0;

    static final byte COUNTED = 1;
    private static final byte UNCOUNTED = 2;
    private static final byte WATCHERS_TOLD = 3;

    /// Written by the thread that enters it in the table of its node, before it runs; then by the
    /// thread that announces the death, one at a time; its last step with the lock held, for those
    /// who come to watch.
    byte announced = NOT_ENTERED;

    ProcessWatchers(long id) {
        super(id);
    }

    /// What guards all this. Code outside never sees it: a pid is handed out, and code that locks a
    /// pid must not stop a process.
    ///
    /// It is the process's own and ends with it. A lock that outlives its processes, one of a few
    /// hundred for all, is sooner or later wanted by two threads at once, and the JVM keeps it in
    /// its slow form from then on.
    final Object lock() {
        return lock;
    }

    // ---- how far its death has come

    /// It counts as alive still, dead as it is. Only by the thread that announces the death.
    final boolean isCounted() {
        return announced == COUNTED;
    }

    /// It does not count as alive any more.
    final void uncounted() {
        announced = UNCOUNTED;
    }

    /// The death has been announced, or is being announced.
    final boolean isDead() {
        return dead;
    }

    /// The process ends by itself and has no work left. The caller holds the lock.
    abstract boolean isLeaving();

    /// Why it ends, for those who come while it does.
    abstract ExitReason endReason();

    // ---- watchers

    /// False if the process is dead and all watchers have been told. One that comes while the end
    /// is decided and not yet told is late, and is told too: so a watcher never hears of a death
    /// before the processes linked to it, nor before its names are free.
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

    /// Nothing happens if they are being told.
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

    /// Tells a supervisor that waits for this end before all others: those who find out later that
    /// the process is dead find what the supervisor has made of it.
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

    /// Tells those who watch; from now on there are no others. They stay until they have been told.
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
