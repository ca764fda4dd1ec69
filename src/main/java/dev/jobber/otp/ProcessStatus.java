package dev.jobber.otp;

/// What a process does at the moment, as others see it.
public enum ProcessStatus {
    /// It runs, or is about to.
    RUNNING,
    /// It waits: for a message, an answer, or time to pass.
    WAITING,
    /// It has been killed; its code has not ended yet.
    EXITING,
    /// It is dead, but its thread ignored the interrupt and runs on.
    LINGERING,
    /// It is dead.
    DEAD
}
