package dev.jobber.otp.scheduling;

/// What a node tells of its threads. May be asked by any thread.
public interface Load {
    /// How many have been started.
    long started();

    /// How many run, or could.
    long busy();
}
