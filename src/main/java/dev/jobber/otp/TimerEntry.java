package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// Something that is to happen at a time. A link of the list its [Clock] keeps it in, under that
/// clock's lock.
abstract class TimerEntry {
    /// When, on the clock's own scale.
    long dueNanos;

    @Nullable TimerEntry previous;
    @Nullable TimerEntry next;

    /// Which list it is in, -1 if in none.
    int slot = -1;

    /// Whether it still has an effect. Only an [Alarm] may be set without one.
    boolean isWanted() {
        return true;
    }

    /// The node that it is of.
    abstract Node node();

    /// Happens on the clock's thread: short. What it throws is told, and stops nothing else.
    abstract void fire();
}
