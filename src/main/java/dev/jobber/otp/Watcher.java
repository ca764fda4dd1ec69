package dev.jobber.otp;

/// Somebody who wants to know of a process's death.
abstract class Watcher {
    /// Called once, when the death is announced.
    abstract void targetDied(ExitReason reason);
}
