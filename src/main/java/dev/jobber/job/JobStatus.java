package dev.jobber.job;

import java.util.Locale;

/// The status of a job.
public enum JobStatus {
    /// It has been started and has not worked yet.
    NEW,
    /// It works, or is being started again after a crash.
    RUNNING,
    /// Its process has been ended, and a thread of its work has not ended yet although it was
    /// interrupted. The job has not ended until that thread has.
    LINGERING,
    /// Its work returned an error; it waits to try again.
    ERRORED,
    /// Its work returned ok.
    DONE,
    /// Its work returned an error, and the retries are used up.
    FAILED,
    /// It crashed and is not started again: its supervisor gave up, or it has none.
    CRASHED,
    /// It was ended in an orderly way before it was done.
    STOPPED,
    /// It was killed, or its supervisor was.
    KILLED;

    /// The word, in lower case.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
