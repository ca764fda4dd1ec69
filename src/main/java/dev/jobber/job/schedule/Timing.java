package dev.jobber.job.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// When the runs of a schedule come.
public sealed interface Timing {
    /// The time zone that it is read in; empty where none matters.
    Optional<ZoneId> zone();

    /// Once, at a time of the wall clock.
    ///
    /// @param in the zone in which the time is shown
    record At(Instant time, ZoneId in) implements Timing {
        @Override
        public Optional<ZoneId> zone() {
            return Optional.of(in);
        }
    }

    /// Again and again. The first run comes when the interval has passed once. The interval between
    /// two runs stays the same, even if the wall clock is set or a run is late.
    ///
    /// @param interval above zero
    record Every(Duration interval) implements Timing {
        public Every {
            if (!interval.isPositive()) {
                throw new IllegalArgumentException(
                        "expected an interval above 0, got: " + interval);
            }
        }

        @Override
        public Optional<ZoneId> zone() {
            return Optional.empty();
        }
    }

    /// At the times of a cron expression.
    record Cron(CronTimes times) implements Timing {
        @Override
        public Optional<ZoneId> zone() {
            return Optional.of(times.zone());
        }
    }
}
