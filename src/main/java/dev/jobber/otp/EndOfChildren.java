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

    /// Takes the steps that can be taken. True when no child is left; false when the supervisor
    /// rests until one more can be taken, and then another thread may take it already.
    ///
    /// Messages stay where they are, as they would if the process waited in the middle of its code.
    /// A process with messages is not idle, so then its thread waits here.
    ///
    /// **No wake-up is lost**: what has woken the supervisor is taken out before it looks at what
    /// has happened. So what happens after the look leaves a signal that has not been fetched, and
    /// then it neither rests nor parks.
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
                if (!supervisor.isEmpty()) {
                    supervisor.parkForSignal(this);
                    interrupted |= Thread.interrupted();
                    supervisor.checkDoom();
                }
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
