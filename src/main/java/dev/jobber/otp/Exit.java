package dev.jobber.otp;

/// The message `{:EXIT, from, reason}`: what a process that traps exits gets instead of an exit
/// signal.
///
/// @param from the process that ended, or that called [Process#exit(Pid, ExitReason)]
/// @param reason why
public record Exit(Pid from, ExitReason reason) {
    @Override
    public String toString() {
        return "{:EXIT, " + from + ", " + reason + "}";
    }
}
