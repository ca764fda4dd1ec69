package dev.jobber.store;

import dev.jobber.store.table.JobRows.Claim;
import java.util.concurrent.atomic.AtomicBoolean;

/// A job of the store that this node has, from when it has got it to when the store knows its end.
final class Owned {
    private final Claim claim;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile int attempt;
    private volatile boolean lost;

    Owned(Claim claim) {
        this.claim = claim;
        this.attempt = claim.attempt();
    }

    Claim claim() {
        return claim;
    }

    long number() {
        return claim.job().number();
    }

    String id() {
        return claim.job().id();
    }

    /// The number of the last attempt whose row is written.
    int attempt() {
        return attempt;
    }

    void attempt(int number) {
        attempt = number;
    }

    /// Its end is dealt with only once.
    boolean ends() {
        return ended.compareAndSet(false, true);
    }

    /// The lease has ended: the job may run elsewhere.
    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }
}
