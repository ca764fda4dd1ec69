package dev.jobber.job;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;

/// The result of starting a job.
public sealed interface JobStart {
    /// The job runs.
    ///
    /// @param pid its JobSupervisor, if it has one of its own, else the job itself
    /// @param id what it is called
    record Started(Pid pid, String id) implements JobStart {}

    /// The job was not started, and nothing is left behind.
    ///
    /// @param code why, in one word: `import_quota_reached`, `already_started`, …
    /// @param message why, in a sentence
    /// @param reason why, as the supervisor answered
    record Refused(String code, String message, ExitReason reason) implements JobStart {}
}
