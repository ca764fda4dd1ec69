package dev.jobber.job;

import java.util.List;

/// What came of waiting for jobs.
public sealed interface AwaitResult {
    /// All have ended, in the order asked for.
    record AllEnded(List<JobInfo> jobs) implements AwaitResult {}

    /// The time was over first.
    ///
    /// @param pending those that had not ended, or whose supervisors had not dealt with that
    record TimedOut(List<JobInfo> pending) implements AwaitResult {}
}
