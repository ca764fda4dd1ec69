package dev.jobber.store;

import dev.jobber.job.Work;
import dev.jobber.job.durable.LeaseBeats;

/// The work of a job of the store: no attempt begins before its row is written.
final class DurableWork implements Work {
    private final Work work;
    private final Owned owned;
    private final Attempts attempts;
    private final LeaseBeats beats;

    /// Writes down that attempts begin.
    @FunctionalInterface
    interface Attempts {
        /// Returns when the row of this attempt is written. An exception means that the attempt
        /// must not begin.
        void begin(Owned owned, int attempt) throws InterruptedException;
    }

    /// @param beats the signs of life of this node
    DurableWork(Work work, Owned owned, Attempts attempts, LeaseBeats beats) {
        this.work = work;
        this.owned = owned;
        this.attempts = attempts;
        this.beats = beats;
    }

    Owned owned() {
        return owned;
    }

    @Override
    public Object perform(Attempt attempt) throws Exception {
        attempts.begin(owned, attempt.number());
        return ScopedValue.where(LeaseBeats.OF_WORK, beats)
                .<Object, Exception>call(() -> work.perform(attempt));
    }

    @Override
    public boolean endsOnSignal() {
        return work.endsOnSignal();
    }

    @Override
    public String toString() {
        return work.toString();
    }
}
