package dev.jobber.otp;

import dev.jobber.otp.scheduling.WakeGate;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Counts the turns of a process, and says what the process waits for between them. The fairness
/// watchdog and views of processes read it.
abstract sealed class ProcessTurns extends ProcessName permits ProcessThread {
    final Node node;

    /// What it waits for in the middle of its work; null if it does not wait. After its first wait
    /// with a time limit this is always its own alarm, which knows what it waits for. It is one
    /// field for both, because each process pays for it. Written by its own thread.
    private volatile @Nullable Awaitable waiting;

    /// How often it was woken, has waited, received or handled a signal. Two equal numbers mean
    /// that it did nothing in between, but for 2^32 such steps. A plain field: a thread that reads
    /// it after a volatile field, such as `inbox`, sees what came before the last write of that
    /// field.
    ///
    /// It begins at any number, so that processes that do the same do not all report at once. It
    /// may pass 2^31: only [#turns()] and equality are used.
    private int reductions = (int) id();

    ProcessTurns(Node node) {
        super(node.nextId());
        this.node = node;
    }

    @Override
    public final Node node() {
        return node;
    }

    // ---- turns

    /// It takes one more turn. The fairness watchdog is told only now and then, so that this costs
    /// nothing.
    void countReduction() {
        reductions++;
        if (turns() % WakeGate.TURNS == 0) {
            node.gate().countReductions();
        }
    }

    /// The reductions, never negative.
    private int turns() {
        return reductions & Integer.MAX_VALUE;
    }

    /// It was woken, or is about to wait.
    final void countWake() {
        reductions++;
        if (turns() % WakeGate.TURNS == 0) {
            node.gate().countWakes();
        }
    }

    // ---- waiting in the middle of work

    /// The alarm of its waits. Only by its own thread.
    final Alarm alarm() {
        Alarm own = ownAlarm();
        if (own == null) {
            own = new Alarm(node, true);
            waiting = own;
        }
        return own;
    }

    final @Nullable Alarm ownAlarm() {
        return waiting instanceof Alarm alarm && alarm.isKept() ? alarm : null;
    }

    /// A wait is about to begin: its own alarm has been set for it, or it has no limit. Only by its
    /// own thread.
    final void waitsFor(Awaitable what) {
        countWake();
        Alarm own = ownAlarm();
        if (own == null) {
            waiting = what;
        } else if (own != what) {
            own.waitsFor(what);
        }
    }

    /// The wait is over. Its own alarm, if it was set, is ended next.
    final void waitsNoMore() {
        countWake();
        Alarm own = ownAlarm();
        if (own == null) {
            waiting = null;
        } else {
            own.waitsFor(null);
        }
    }

    /// Parks until a signal comes, the alarm rings or the process is killed.
    private void parkForSignal(Object blocker) {
        if (expectWakeUp()) {
            if (!isDoomed()) {
                LockSupport.park(blocker);
            }
            countWake();
            awake();
            if (turns() % (2 * WakeGate.TURNS)
                    <= 1) { // each round of a loop that receives counts two
                node.gate().giveWay();
            }
        }
    }

    /// Waits in the middle of a receive: parks until a signal comes, the alarm rings or the process
    /// is killed. Throws if it is killed, and leaves the interrupt then. Any other interrupt does
    /// not end the wait: the caller sets the flag again at the end of the receive.
    ///
    /// @return whether the thread was interrupted
    final boolean awaitSignal(Object blocker) {
        parkForSignal(blocker);
        checkDoom();
        return Thread.interrupted();
    }

    /// Whether nothing of it runs, or could run before something happens outside.
    final boolean isQuiet() {
        Awaitable what = waiting;
        return !isDoomed() && (isIdle() || isParked() || (what != null && !what.isDone()));
    }

    final int reductions() {
        return reductions;
    }

    /// Continues the count from this number, for tests of a process that has worked for years.
    final void countedTo(int newReductions) {
        reductions = newReductions;
    }
}
