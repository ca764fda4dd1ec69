package dev.jobber.otp;

/// The message `{:DOWN, ref, :process, pid, reason}`: a monitored process has ended.
///
/// @param ref the monitor this answers
/// @param from the process, or the name that was monitored
/// @param reason why it ended; `:noproc` if it was not there
public record Down(MonitorRef ref, Dest from, ExitReason reason) {
    @Override
    public String toString() {
        return "{:DOWN, " + ref + ", :process, " + from + ", " + reason + "}";
    }
}
