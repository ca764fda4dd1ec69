package dev.jobber.job.policy;

import java.util.Locale;

/// What becomes of a start that a limit, a rate or jobs that wait leave no room for.
public enum WhenFull {
    /// It is refused.
    REJECT,
    /// It waits in the queue of its type until there is room.
    QUEUE,
    /// The job that has run longest is stopped, and the new one starts when that is gone.
    REPLACE,
    /// It is left out, and that is no error.
    SKIP;

    /// The word, in lower case.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
