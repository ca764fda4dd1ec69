package dev.jobber.otp.scheduling;

import java.util.function.LongSupplier;

/// How much the threads of a node have done from one look to the next.
///
/// Only by the watch over [FairnessWatchdog].
final class Workload {
    private final WakeGate gate;
    private final LongSupplier started;
    private long lookedAt = System.nanoTime();
    private long doneBefore;
    private long wakesBefore;
    private double rate;
    private double wakes;

    /// @param started how many have been started: those that live shortly tell of nothing else
    Workload(WakeGate gate, LongSupplier started) {
        this.gate = gate;
        this.started = started;
    }

    /// False if the last look was so short a time ago that nothing can be told.
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

    /// A pause is over that does not count.
    void skip() {
        lookedAt = System.nanoTime();
        doneBefore = done(gate.reductions());
        wakesBefore = done(gate.wakes());
    }

    private long done(long told) {
        return told + started.getAsLong();
    }

    /// How much was done, a millisecond.
    double rate() {
        return rate;
    }

    /// How often threads were woken for that, a millisecond.
    double wakes() {
        return wakes;
    }

    /// There was much talk.
    boolean isTalkative() {
        return wakes >= CarrierCompaction.TALK;
    }
}
