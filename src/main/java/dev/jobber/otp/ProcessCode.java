package dev.jobber.otp;

/// What a bare process does, from its birth to its end: it ends `:normal` when this returns, and
/// crashes when it throws.
@FunctionalInterface
public interface ProcessCode {
    /// Runs on the process's own virtual thread; may block. Interrupted when the process is killed.
    void run() throws Exception;
}
