package dev.jobber.otp.scheduling;

import java.util.function.LongSupplier;

/// How much the threads of a node have done from one look to the next.
///
/// Only the watch of a [FairnessWatchdog] uses it.
final class Workload {
    private final WakeGate gate;
    private final LongSupplier started;
    private long lookedAt = System.nanoTime();
    private long doneBefore;
    private long wakesBefore;
    private double rate;
    private double wakes;

    /// @param started how many threads have been started. A thread that lives only a short time
    ///   shows nowhere else
    Workload(WakeGate gate, LongSupplier started) {
        this.gate = gate;
        this.started = started;
    }

    /// Measures what was done since the last look.
    ///
    /// @param shortest the shortest time in nanoseconds that can be measured
    /// @return false if less time has passed since the last look
    boolean look(long shortest) {
        long now = System.nanoTime();
        if (now - lookedAt < shortest) {
            return false;
        }
        long done = done(gate.reductions());
        long woken = done(gate.wakes());
        rate = (done - doneBefore) * 1e6 / (now - lookedAt);
        wakes = (woken - wakesBefore) * 1e6 / (now - lookedAt);
        lookedAt = now;
        doneBefore = done;
        wakesBefore = woken;
        return true;
    }

    /// A pause is over; it does not count.
    void skip() {
        lookedAt = System.nanoTime();
        doneBefore = done(gate.reductions());
        wakesBefore = done(gate.wakes());
    }

    private long done(long told) {
        return told + started.getAsLong();
    }

    /// How much was done per millisecond.
    double rate() {
        return rate;
    }

    /// How often threads were woken for that, per millisecond.
    double wakes() {
        return wakes;
    }

    /// Whether threads woke one another often.
    boolean isTalkative() {
        return wakes >= CarrierCompaction.TALK;
    }
}
