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
                if (supervisor.isDead()) {
                    unlimited();
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
