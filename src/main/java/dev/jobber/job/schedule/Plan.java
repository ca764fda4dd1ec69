package dev.jobber.job.schedule;

import java.time.Duration;
import java.time.Instant;

/// When one run is to come.
sealed interface Plan {
    /// How long it is until then; zero or negative when the time has come.
    Duration left(Now now);

    /// The same plan, later by this time.
    Plan delayed(Duration jitter);

    /// At a time of the wall clock.
    ///
    /// @param time as the schedule says it
    /// @param jitter how much later it comes
    record OnWall(Instant time, Duration jitter) implements Plan {
        @Override
        public Duration left(Now now) {
            return Duration.between(now.wall(), time).plus(jitter);
        }

        @Override
        public Plan delayed(Duration by) {
            return new OnWall(time, by);
        }
    }

    /// When a time has passed.
    ///
    /// @param nanos on the clock that only goes on
    /// @param jitter how much later it comes
    record Elapsed(long nanos, Duration jitter) implements Plan {
        @Override
        public Duration left(Now now) {
            return Duration.ofNanos(nanos - now.nanos()).plus(jitter);
        }

        @Override
        public Plan delayed(Duration by) {
            return new Elapsed(nanos, by);
        }
    }
}
