package dev.jobber.otp;

/// Is told when one process dies.
abstract class ExitWatcher {
    /// Whether it was added after the end of the process was decided. Written and read under the
    /// lock of that process, or after its watchers were closed.
    private boolean late;

    final void isLate() {
        late = true;
    }

    /// The reason that the watching process is told: no such process, if its watch came after an
    /// exit signal that ended the process.
    final ExitReason heard(ExitReason reason) {
        return late ? ExitReason.NOPROC : reason;
    }

    /// Whether it belongs to a supervisor that waits for this end. Then it is told before the
    /// others, and once more with them.
    boolean isTheSupervisors() {
        return false;
    }

    /// Called when the death is announced, and once more if an Error broke that off. Only the first
    /// call counts.
    abstract void targetDied(ExitReason reason);
}
