package dev.jobber.store;

import dev.jobber.job.Work;

/// The work of a job of the store: no attempt begins before its row is written.
final class DurableWork implements Work {
    private final Work work;
    private final Owned owned;
    private final Attempts attempts;

    /// Writes down that attempts begin.
    @FunctionalInterface
    interface Attempts {
        /// Returns when the row of this attempt is written. An exception means that the attempt
        /// must not begin.
        void begin(Owned owned, int attempt) throws InterruptedException;
    }

    DurableWork(Work work, Owned owned, Attempts attempts) {
        this.work = work;
        this.owned = owned;
        this.attempts = attempts;
    }

    Owned owned() {
        return owned;
    }

    @Override
    public Object perform(Attempt attempt) throws Exception {
        attempts.begin(owned, attempt.number());
        return work.perform(attempt);
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
