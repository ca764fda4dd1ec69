package dev.jobber.job;

/// What becomes of a JobSupervisor whose job has ended by itself.
public enum FinishedJobs {
    /// It stays, idle, until somebody stops it, as in the document.
    KEEP,
    /// It ends too.
    REAP
}
