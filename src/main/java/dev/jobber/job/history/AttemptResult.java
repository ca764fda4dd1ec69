package dev.jobber.job.history;

import java.util.Locale;

/// What came of an attempt.
public enum AttemptResult {
    /// The work returned ok.
    OK,
    /// The work returned an error.
    ERROR,
    /// The work threw an exception, returned something that is no outcome, or its program could not
    /// be started or was ended by a signal.
    CRASH,
    /// Its time was over.
    TIMEOUT,
    /// An exit signal ended it, or its supervisor was killed.
    KILLED,
    /// It was asked to end, or its supervisor was.
    STOPPED,
    /// The program that ran it was ended in an orderly way; the job is tried again.
    INTERRUPTED,
    /// The program that ran it is gone; the job is tried again.
    NODE_LOST,
    /// The program that ran it stood still for too long and lost the job; it ended this attempt
    /// itself.
    LOST;

    /// The word for it: `ok`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
