package dev.jobber.job.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// What is known of a schedule at one moment.
///
/// @param name what it is called
/// @param text when it comes and what it starts, in words
/// @param when when it comes
/// @param next when the next run comes; empty where none does
/// @param tally what has become of its runs
public record ScheduleInfo(
        String name, ScheduleText text, When when, Optional<Instant> next, Tally tally) {
    /// When a schedule comes.
    ///
    /// @param timing the times
    /// @param rules what becomes of runs that are in one another's way, or late
    public record When(Timing timing, Schedule.Rules rules) {}

    /// When it comes and what it starts, as it was written.
    public String spec() {
        return text.line();
    }

    /// The time zone in which it is read; empty where none matters.
    public Optional<ZoneId> zone() {
        return when.timing().zone();
    }

    /// What has become of the runs of a schedule.
    ///
    /// @param runs how many have been started
    /// @param skipped how many have been left out
    /// @param last when the last one was started
    public record Tally(long runs, long skipped, Optional<Instant> last) {
        /// None has been started or left out.
        public static final Tally NONE = new Tally(0, 0, Optional.empty());

        /// One more was started.
        public Tally started(Instant at) {
            return new Tally(runs + 1, skipped, Optional.of(at));
        }

        /// The same, with this number of further runs left out.
        public Tally leftOut(long count) {
            return new Tally(runs, skipped + count, last);
        }
    }
}
