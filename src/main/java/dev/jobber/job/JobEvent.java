package dev.jobber.job;

import dev.jobber.otp.Event;
import dev.jobber.otp.Pid;
import java.util.Optional;

/// Something a job has to say: a value, with its sentence beside it.
///
/// @param what what happened
/// @param id the job's id
/// @param type its label
/// @param pid its process, or its JobSupervisor where that is what it tells of
public record JobEvent(What what, String id, Optional<String> type, Pid pid) {
    /// What may happen to a job.
    public enum What {
        /// Its JobSupervisor begins; the job's process is started next.
        SUPERVISED,
        /// Its process begins, for the first time or again; it works next.
        STARTED,
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
            case SUPERVISED, STARTED -> Event.Level.DEBUG;
            case COMPLETED, EXITING -> Event.Level.INFO;
            case ERRORED, RETRY_FAILED -> Event.Level.WARNING;
        };
    }

    /// The sentence: `Job completed fP9MyHo`.
    public String message() {
        return switch (what) {
                    case SUPERVISED -> "JobSupervisor started ";
                    case STARTED -> "Job started ";
                    case COMPLETED -> "Job completed ";
                    case ERRORED -> "Job errored ";
                    case RETRY_FAILED -> "Job retry failed ";
                    case EXITING -> "Job exiting ";
                }
                + id;
    }
}
