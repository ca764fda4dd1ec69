package dev.jobber.otp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a supervisor that ends has its children end: asks them, waits, kills those whose time is
/// over, waits again. One step at a time: the end of a child, and of a time limit, wakes the
/// supervisor, and no thread waits in between. Belongs to the supervisor's process, but for what
/// wakes it.
abstract sealed class EndOfChildren permits EndInOrder, EndAtOnce {
    final ProcessCell supervisor;

    /// How long those who have been asked may take; null if there is no limit.
    private volatile @Nullable Limit limit;

    EndOfChildren(ProcessCell supervisor) {
        this.supervisor = supervisor;
    }

    /// Takes all steps that can be taken now. Returns true when no child is left. Returns false
    /// when the supervisor has no thread any more; another thread may already take the next step
    /// then.
    ///
    /// Messages stay in the mailbox. A process that has messages cannot be idle, so its thread
    /// waits here for the next step.
    ///
    /// **No wake-up is lost**: the loop first takes out the signals that woke the supervisor, and
    /// then looks at the children. An end that comes after the look leaves a new signal, and with a
    /// new signal the supervisor neither rests nor parks.
    final boolean areGone() {
        Mailbox.Scan nothing = supervisor.scan(message -> false);
        boolean interrupted = false;
        try {
            while (true) {
                nothing.next();
                if (advance()) {
                    return true;
                }
                if (supervisor.rest()) {
                    return false;
                }
                interrupted |= supervisor.awaitSignal(this); // it has messages
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Takes all steps that can be taken now. True: no child is left.
    abstract boolean advance();

    /// Has the supervisor take the next step.
    final void wake() {
        supervisor.enqueue(new Signal.Nudge());
    }

    // ---- time

    /// Wakes the supervisor when this time has passed, in place of any limit before.
    final void limit(Duration time) {
        unlimited();
        if (!time.equals(Process.INFINITY)) {
            var begun = new Limit(this, !time.isPositive());
            limit = begun;
            if (!begun.over) {
                supervisor.node.clock().schedule(begun, time);
                if (supervisor.isDead()) { // its death may have come before the alarm was set
                    supervisor.node.clock().cancel(begun);
                }
            }
        }
    }

    final boolean isTimeOver() {
        Limit now = limit;
        return now != null && now.over;
    }

    /// There is no limit any more. Called, too, at the death of the supervisor, by any thread: the
    /// thread that sets a limit writes it and then looks whether the supervisor is dead, and the
    /// death is written before the limit is read. So one of the two takes it out of the clock.
    final void unlimited() {
        Limit before = limit;
        if (before != null) {
            limit = null;
            supervisor.node.clock().cancel(before);
        }
    }

    private static final class Limit extends TimerEntry {
        private final EndOfChildren end;
        private volatile boolean over;

        Limit(EndOfChildren end, boolean over) {
            this.end = end;
            this.over = over;
        }

        @Override
        Node node() {
            return end.supervisor.node;
        }

        @Override
        void fire() {
            over = true;
            end.wake();
        }
    }
}
