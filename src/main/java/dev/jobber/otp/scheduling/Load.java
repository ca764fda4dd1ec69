package dev.jobber.otp.scheduling;

/// What a node tells of its threads. Any thread may ask.
public interface Load {
    /// How many have been started.
    long started();

    /// How many run, or could run if they had a carrier.
    long busy();
}
