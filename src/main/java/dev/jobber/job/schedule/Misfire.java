package dev.jobber.job.schedule;

/// What becomes of runs of a schedule whose times have passed unused: because the wall clock was
/// set forward, or because the machine or the scheduler stood still.
public enum Misfire {
    /// They are left out.
    SKIP,
    /// One run starts for all of them.
    ONCE,
    /// All of them start.
    ALL
}
