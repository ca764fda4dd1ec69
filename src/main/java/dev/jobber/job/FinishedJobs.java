package dev.jobber.job;

/// What becomes of a JobSupervisor whose job has ended by itself.
public enum FinishedJobs {
    /// It stays, idle, until it is stopped, as in the document. Each one costs some 600 bytes and a
    /// process, and nothing limits how many there are.
    KEEP,
    /// It ends too.
    REAP
}
