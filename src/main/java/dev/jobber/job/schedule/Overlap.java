package dev.jobber.job.schedule;

/// What becomes of a run of a schedule whose time has come while the run before it has not ended.
public enum Overlap {
    /// It is left out.
    SKIP,
    /// It waits, and starts when the run before it has ended.
    QUEUE,
    /// The run before it is stopped, and it starts when that is gone.
    REPLACE,
    /// It starts beside the run before it.
    ALLOW
}
