package dev.jobber.job.schedule;

import dev.jobber.otp.Clock;
import java.time.Duration;
import java.time.Instant;

/// A moment, on the wall clock, which may be set, and on the one that only goes on.
record Now(Instant wall, long nanos) {
    static Now on(Clock clock) {
        return new Now(clock.instant(), clock.nanoTime());
    }

    /// How far the wall clock has been set forward since an earlier moment; negative where it has
    /// been set back.
    Duration stepSince(Now earlier) {
        return Duration.between(earlier.wall, wall).minusNanos(nanos - earlier.nanos);
    }
}
