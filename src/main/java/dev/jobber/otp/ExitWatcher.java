package dev.jobber.otp;

/// Something that is told of the death of one process.
abstract class ExitWatcher {
    /// It came when the end of the process was already decided. Written and read under the lock of
    /// that process, or after its watchers were closed.
    private boolean late;

    final void isLate() {
        late = true;
    }

    /// The reason of a death as the process that asked hears it: there was no such process if an
    /// exit signal had come first.
    final ExitReason heard(ExitReason reason) {
        return late ? ExitReason.NOPROC : reason;
    }

    /// Whether it belongs to a supervisor that waits for this end. Then it is told before the
    /// others, and once more with them.
    boolean isTheSupervisors() {
        return false;
    }

    /// Called when the death is announced, and again if an Error ended that: only the first time
    /// counts.
    abstract void targetDied(ExitReason reason);
}
