package dev.jobber.job.history;

import java.time.Instant;
import java.util.Optional;

/// An attempt of a job, as it is told to people who look.
///
/// @param number counts from 1, over all restarts of the job
/// @param start when the work began
/// @param end what came of it; empty while it works
/// @param log what it has printed, and how its program ended
public record AttemptInfo(int number, Instant start, Optional<End> end, AttemptLog log) {
    /// What came of it.
    ///
    /// @param time when it was over
    /// @param result what came of it
    /// @param error what was wrong, in words
    public record End(Instant time, AttemptResult result, Optional<String> error) {}
}
