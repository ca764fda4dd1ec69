package dev.jobber.job;

import dev.jobber.otp.Event;
import dev.jobber.otp.Pid;
import java.util.Optional;

/// Something a job has to say: a value, with its sentence beside it.
///
/// @param what what happened
/// @param id the job's id
/// @param type its label
/// @param pid its process
public record JobEvent(What what, String id, Optional<String> type, Pid pid) {
    /// What may happen to a job.
    public enum What {
        /// Its work returned ok.
        COMPLETED,
        /// Its work returned an error for the first time.
        ERRORED,
        /// Its work returned an error once more.
        RETRY_FAILED,
        /// It ends, one way or the other.
        EXITING
    }

    /// How much it matters.
    public Event.Level level() {
        return switch (what) {
            case COMPLETED, EXITING -> Event.Level.INFO;
            case ERRORED, RETRY_FAILED -> Event.Level.WARNING;
        };
    }

    /// The sentence: `Job completed fP9MyHo`.
    public String message() {
        return switch (what) {
                    case COMPLETED -> "Job completed ";
                    case ERRORED -> "Job errored ";
                    case RETRY_FAILED -> "Job retry failed ";
                    case EXITING -> "Job exiting ";
                }
                + id;
    }
}
