package dev.jobber.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A look at a job.
///
/// @param id what it is called
/// @param name what its work is called
/// @param type its label
/// @param status how it is
/// @param pid its process, the last one it had, as it is printed
/// @param attempts how often its work has been tried
/// @param restarts how often its process has been started again
/// @param started when it was started first
/// @param duration from then to its end, or to now
/// @param error what was wrong the last time something was; empty for a job that is done
public record JobInfo(
        String id,
        Optional<String> name,
        Optional<String> type,
        JobStatus status,
        String pid,
        int attempts,
        int restarts,
        Instant started,
        Duration duration,
        Optional<String> error) {}
