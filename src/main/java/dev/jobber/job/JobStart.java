package dev.jobber.job;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import java.util.Optional;

/// The result of starting a job.
public sealed interface JobStart {
    /// The job runs.
    ///
    /// @param pid its JobSupervisor, if it has one of its own, else the job itself
    /// @param id what it is called
    record Started(Pid pid, String id) implements JobStart {}

    /// It waits until its type has room for it; then it runs.
    ///
    /// @param id what it is called
    record Queued(String id) implements JobStart {}

    /// It waits until other jobs are done; then it runs, or waits for room.
    ///
    /// @param id what it is called
    record Waiting(String id) implements JobStart {}

    /// It is left out, as its policy says, and never runs.
    ///
    /// @param id what it is called, where it is kept among the jobs: a job that had to be done
    ///   first was not done. Empty where there was no room for it, and nothing is left of the try
    record Skipped(Optional<String> id) implements JobStart {}

    /// It does not run, and nothing is left of the try.
    ///
    /// @param code why, in one word: `import_quota_reached`, `already_started`, …
    /// @param message why, in a sentence
    /// @param reason why, as the supervisor answered
    record Refused(String code, String message, ExitReason reason) implements JobStart {}
}
