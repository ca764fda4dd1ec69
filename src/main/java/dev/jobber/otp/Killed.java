package dev.jobber.otp;

/// Unwinds the code of a process that has been killed.
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed", null, false, false);
    }

    /// Goes on with the end of a process that has been killed.
    static void rethrow(Throwable problem) {
        if (problem instanceof Killed killed) {
            throw killed;
        }
    }
}
