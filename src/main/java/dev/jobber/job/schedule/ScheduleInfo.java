package dev.jobber.job.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// What is known of a schedule at one moment.
///
/// @param name what it is called
/// @param spec when it comes and what it starts, as it was written
/// @param zone the time zone in which it is read; empty where none matters
/// @param next when the next run comes; empty where none does
/// @param tally what has become of its runs
public record ScheduleInfo(
        String name, String spec, Optional<ZoneId> zone, Optional<Instant> next, Tally tally) {
    /// What has become of the runs of a schedule.
    ///
    /// @param runs how many have been started
    /// @param skipped how many have been left out
    /// @param last when the last one was started
    public record Tally(long runs, long skipped, Optional<Instant> last) {
        static final Tally NONE = new Tally(0, 0, Optional.empty());

        Tally started(Instant at) {
            return new Tally(runs + 1, skipped, Optional.of(at));
        }

        Tally leftOut(long count) {
            return new Tally(runs, skipped + count, last);
        }
    }
}
