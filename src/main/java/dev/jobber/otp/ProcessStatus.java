package dev.jobber.otp;

/// What a process is at, as far as another can see.
public enum ProcessStatus {
    /// It runs, or is about to.
    RUNNING,
    /// It waits: for a message, an answer, or time to pass.
    WAITING,
    /// It has been killed; its code has not come to an end yet.
    EXITING,
    /// It is dead, but its thread ignored the interrupt and runs on.
    LINGERING,
    /// It is dead.
    DEAD
}
