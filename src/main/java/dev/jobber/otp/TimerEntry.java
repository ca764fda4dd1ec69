package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// Something that happens at a certain time. It is an entry of a list of its [Clock]; the lock of
/// the clock guards it.
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

    /// The node that it belongs to.
    abstract Node node();

    /// Runs on the clock's thread, so it must be short. If it throws, that is reported and stops
    /// nothing else.
    abstract void fire();
}
