package dev.jobber.otp.scheduling;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Lets a platform thread spin for 20 µs before it parks.
///
/// To park and unpark such a thread costs it, and the carrier thread that answers it, ten times the
/// work itself. So it spins about as long as that would take. Only one thread may spin at a time:
/// however many wait, at most one processor is busy with it.
public final class SpinWait {
    private static final long NANOS = 20_000;

    private final AtomicBoolean taken = new AtomicBoolean();

    /// Spins until it is done or 20 µs are over; true if it is done. Does not spin if another
    /// thread does.
    ///
    /// The answering thread still unparks the waiting one, so its next park may return at once; a
    /// park may do so at any time.
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
