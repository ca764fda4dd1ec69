package dev.jobber.job;

import java.util.List;

/// The result of waiting for jobs.
public sealed interface AwaitResult {
    /// All have ended, in the order asked for.
    record AllEnded(List<JobInfo> jobs) implements AwaitResult {}

    /// The time was over first.
    ///
    /// @param pending the jobs that had not ended, or whose supervisors had not handled the end
    record TimedOut(List<JobInfo> pending) implements AwaitResult {}
}
