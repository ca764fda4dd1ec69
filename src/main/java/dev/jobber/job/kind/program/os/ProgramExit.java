package dev.jobber.job.kind.program.os;

/// How a process ended.
///
/// @param number its exit code, or the number of the signal that ended it
/// @param isSignal whether a signal ended it
public record ProgramExit(int number, boolean isSignal) {
    /// What a shell adds to the number of a signal to make a code of it.
    private static final int SIGNALED = 128;

    private static final int LAST_SIGNAL = 64;
    private static final int SIGNAL_MASK = 0x7F;
    private static final int CODE_SHIFT = 8;
    private static final int CODE_MASK = 0xFF;

    /// From what `waitpid` tells.
    static ProgramExit ofStatus(int status) {
        int signal = status & SIGNAL_MASK;
        return signal == 0
                ? new ProgramExit(status >> CODE_SHIFT & CODE_MASK, false)
                : new ProgramExit(signal, true);
    }

    /// From a code in which the signals are codes too, as Java tells it: a program that ends with
    /// such a code by itself cannot be told from one that was ended.
    static ProgramExit ofCode(int code) {
        return code > SIGNALED && code <= SIGNALED + LAST_SIGNAL
                ? new ProgramExit(code - SIGNALED, true)
                : new ProgramExit(code, false);
    }

    /// The code that a shell has for it: 128 and the number of the signal.
    public int code() {
        return isSignal ? SIGNALED + number : number;
    }
}
