package dev.jobber.job;

import java.util.Locale;

/// The status of a job.
public enum JobStatus {
    /// It waits until other jobs are done, and has not been started yet.
    WAITING,
    /// It waits until its type has room for it, and has not been started yet.
    QUEUED,
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
    KILLED,
    /// It has not been started and never will be: a job that had to be done first was not done, or
    /// there was no room.
    SKIPPED,
    /// It was cancelled while it waited, and never was started.
    CANCELLED;

    /// Whether a job with this status has ended.
    public boolean isEnd() {
        return switch (this) {
            case WAITING, QUEUED, NEW, RUNNING, LINGERING, ERRORED -> false;
            case DONE, FAILED, CRASHED, STOPPED, KILLED, SKIPPED, CANCELLED -> true;
        };
    }

    /// The word, in lower case.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
