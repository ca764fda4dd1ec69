package dev.jobber.job.durable;

import java.util.Locale;

/// What the node that runs a job can be asked to do with it.
public enum Order {
    /// To stop it in an orderly way.
    STOP,
    /// To kill it.
    KILL,
    /// To end it if it waits for its next attempt.
    CANCEL;

    /// The word, in lower case.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
