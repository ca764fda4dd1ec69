package dev.jobber.job.schedule;

import java.time.Duration;

/// Runs that are to come.
///
/// @param name what it is called
/// @param text when it comes and what it starts, in words
/// @param timing when it comes
/// @param rules what becomes of runs that are in one another's way, or late
/// @param start starts a run
public record Schedule(
        String name, ScheduleText text, Timing timing, Rules rules, ScheduledStart start) {
    /// What becomes of runs that are in one another's way, or late.
    ///
    /// @param overlap what becomes of a run while the one before it has not ended
    /// @param misfire what becomes of runs whose times have passed unused
    /// @param jitter each run comes later by a random time below this one, but before the run after
    ///   it; not negative
    public record Rules(Overlap overlap, Misfire misfire, Duration jitter) {
        /// Leaves out, and no jitter.
        public static final Rules DEFAULT = new Rules(Overlap.SKIP, Misfire.SKIP, Duration.ZERO);

        public Rules {
            if (jitter.isNegative()) {
                throw new IllegalArgumentException(
                        "expected a jitter that is not negative, got: " + jitter);
            }
        }
    }

    /// The same under another name.
    public Schedule withName(String other) {
        return new Schedule(other, text, timing, rules, start);
    }

    /// Whether it comes at the same times and starts the same.
    boolean isLike(Schedule other) {
        return text.line().equals(other.text.line())
                && rules.equals(other.rules)
                && timing.equals(other.timing);
    }
}
