package dev.jobber.otp.scheduling;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Where a platform thread looks out for its answer a little while before it lies down.
///
/// To be put to sleep and woken costs such a thread, and the carrier that answers it, ten times the
/// work itself. So it stays awake about as long as that would take. There is room for one: however
/// many wait, no more than one processor is kept from its work.
public final class SpinWait {
    private static final long NANOS = 20_000;

    private final AtomicBoolean taken = new AtomicBoolean();

    /// Looks out; true if it is done. At once if somebody else is there.
    ///
    /// Whoever answers wakes the waiting thread all the same, so that its next park may return at
    /// once; a park may do so at any time.
    ///
    /// @param timeout how long it may wait at all, in nanoseconds
    public boolean watch(BooleanSupplier isDone, long timeout) {
        if (!taken.compareAndSet(false, true)) {
            return isDone.getAsBoolean();
        }
        try {
            long end = System.nanoTime() + Math.min(NANOS, timeout);
            while (!isDone.getAsBoolean() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return isDone.getAsBoolean();
        } finally {
            taken.set(false);
        }
    }
}
