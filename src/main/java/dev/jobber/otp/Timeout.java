package dev.jobber.otp;

/// The message `:timeout`: a [GenServer] got no message within the time that it set with
/// [GenServer#thenTimeout].
public record Timeout() {
    static final Timeout TIMEOUT = new Timeout();

    @Override
    public String toString() {
        return ":timeout";
    }
}
