package dev.jobber.job;

import dev.jobber.job.identity.JobIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The state of a job at one moment.
///
/// @param identity what the job is called; it always has an id
/// @param error the latest error; empty if there was none, and for a job that is done
public record JobInfo(
        JobIdentity identity, JobStatus status, Optional<String> error, Runs runs, Times times) {
    /// The attempts and processes that the job has had.
    ///
    /// @param pid the current process, or the last one, as it is printed; empty if there was none
    /// @param attempts how often its work has been tried
    /// @param restarts how often its process has been restarted
    public record Runs(Optional<String> pid, int attempts, int restarts) {}

    /// When the job ran.
    ///
    /// @param started when its first process started; before that, when it began to wait
    /// @param duration from then to the end of the job, or to now
    public record Times(Instant started, Duration duration) {}

    /// What the job is called.
    public String id() {
        return identity.id().orElseThrow();
    }

    /// What its work is called.
    public Optional<String> name() {
        return identity.name();
    }

    /// The type of the job.
    public Optional<String> type() {
        return identity.type();
    }

    /// Its current process, or the last one, as it is printed; empty if it never had one.
    public Optional<String> pid() {
        return runs.pid();
    }

    /// How often its work has been tried.
    public int attempts() {
        return runs.attempts();
    }

    /// How often its process has been restarted.
    public int restarts() {
        return runs.restarts();
    }

    /// When its first process started; before that, when it began to wait.
    public Instant started() {
        return times.started();
    }

    /// From [#started()] to its end, or to now.
    public Duration duration() {
        return times.duration();
    }
}
