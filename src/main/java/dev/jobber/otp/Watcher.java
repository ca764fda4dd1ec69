package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// Somebody who wants to know of a process's death. Links of the list that the watched process
/// keeps, under its lock.
abstract class Watcher {
    @Nullable Watcher previousOfTarget;
    @Nullable Watcher nextOfTarget;

    /// Called once, when the death is announced.
    abstract void targetDied(ExitReason reason);
}
