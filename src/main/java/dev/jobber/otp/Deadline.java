package dev.jobber.otp;

import java.time.Duration;

/// The end of a wait, on a node's clock.
final class Deadline {
    private final Clock clock;
    private final Duration timeout;
    private final long begin;

    Deadline(Clock clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
        this.begin = clock.nanoTime();
    }

    /// How much of the time is left, zero if it is over; [Process#INFINITY] if there is no end.
    Duration left() {
        if (timeout.equals(Process.INFINITY)) {
            return timeout;
        }
        if (!timeout.isPositive()) {
            return Duration.ZERO;
        }
        Duration left = timeout.minusNanos(clock.nanoTime() - begin);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
