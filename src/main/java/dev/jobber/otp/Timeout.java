package dev.jobber.otp;

/// The message `:timeout`: nothing came to a [GenServer] within the time it asked for with
/// `timeout(…)`.
public record Timeout() {
    static final Timeout TIMEOUT = new Timeout();

    @Override
    public String toString() {
        return ":timeout";
    }
}
