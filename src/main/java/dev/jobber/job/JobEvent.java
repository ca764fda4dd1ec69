package dev.jobber.job;

import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.policy.DurationText;
import dev.jobber.otp.Event;
import dev.jobber.otp.Pid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Something that happened to a job, as a value with a sentence.
public sealed interface JobEvent {
    /// The job, and the process of it that the event is about.
    Subject subject();

    /// How severe it is.
    Event.Level level();

    /// The sentence: `Job completed fP9MyHo`.
    String message();

    /// Whether this is a detail: a step that only a reader of the whole story wants to see.
    default boolean isDetail() {
        return false;
    }

    /// A job, and which of its processes an event is about.
    ///
    /// @param id the job's id
    /// @param type its label
    /// @param pid the job's process, or its JobSupervisor where the event is about that; empty
    ///   where the job has none
    record Subject(String id, Optional<String> type, Optional<Pid> pid) {}

    /// A caller asks for a job. Whether it starts is not known yet.
    ///
    /// @param name what its work is called, if it has a name
    /// @param origin the line that asks for it; see [dev.jobber.job.identity.JobOrigin#from]
    record Requested(Subject subject, Optional<String> name, Optional<String> origin)
            implements Detail {
        @Override
        public String message() {
            return "Job requested " + subject.id();
        }
    }

    /// The job is not started, and nothing is left of the try.
    ///
    /// @param code why, in one word
    /// @param reason why, in a sentence
    record Refused(Subject subject, String code, String reason) implements Detail {
        @Override
        public String message() {
            return "Job refused " + subject.id() + ": " + reason;
        }
    }

    /// The job waits until its type has room for it.
    record Queued(Subject subject) implements Detail {
        @Override
        public String message() {
            return "Job queued " + subject.id();
        }
    }

    /// The job waits until other jobs are done.
    ///
    /// @param after the ids of these jobs
    record Waits(Subject subject, List<String> after) implements Detail {
        public Waits {
            after = List.copyOf(after);
        }

        @Override
        public String message() {
            return "Job waits " + subject.id() + " for " + String.join(", ", after);
        }
    }

    /// An attempt begins.
    ///
    /// @param number its number, counted from 1 over all restarts of the job
    record Attempted(Subject subject, int number) implements Detail {
        @Override
        public String message() {
            return "Job attempt " + number + " " + subject.id();
        }
    }

    /// The work has returned an error, and is tried again after a wait.
    ///
    /// @param retry which retry of the process it is, counted from 1
    /// @param most how many retries there may be
    record RetryPlanned(Subject subject, int retry, int most, Duration delay) implements Detail {
        @Override
        public String message() {
            return "Job retry " + retry + " in " + DurationText.format(delay) + " " + subject.id();
        }
    }

    /// A step that only a reader of the whole story wants to see.
    sealed interface Detail extends JobEvent {
        @Override
        default Event.Level level() {
            return Event.Level.DEBUG;
        }

        @Override
        default boolean isDetail() {
            return true;
        }
    }

    /// The job never runs.
    ///
    /// @param reason why, in words
    record Skipped(Subject subject, String reason) implements JobEvent {
        @Override
        public Event.Level level() {
            return Event.Level.WARNING;
        }

        @Override
        public String message() {
            return "Job skipped " + subject.id() + ": " + reason;
        }
    }

    /// The job had its turn, and could not be started.
    ///
    /// @param reason why, in words
    record NotStarted(Subject subject, String reason) implements JobEvent {
        @Override
        public Event.Level level() {
            return Event.Level.ERROR;
        }

        @Override
        public String message() {
            return "Job not started " + subject.id() + ": " + reason;
        }
    }

    /// The job's JobSupervisor begins. The job's process is started next.
    record Supervised(Subject subject) implements JobEvent {
        @Override
        public Event.Level level() {
            return Event.Level.DEBUG;
        }

        @Override
        public String message() {
            return "JobSupervisor started " + subject.id();
        }
    }

    /// The job's process begins, for the first time or again. It works next.
    record Started(Subject subject) implements JobEvent {
        @Override
        public Event.Level level() {
            return Event.Level.DEBUG;
        }

        @Override
        public String message() {
            return "Job started " + subject.id();
        }
    }

    /// The work returned ok.
    record Completed(Subject subject) implements JobEvent {
        @Override
        public Event.Level level() {
            return Event.Level.INFO;
        }

        @Override
        public String message() {
            return "Job completed " + subject.id();
        }
    }

    /// The work returned an error for the first time.
    ///
    /// @param reason what the work gave as the reason
    record Errored(Subject subject, Optional<String> reason) implements JobEvent {
        @Override
        public Event.Level level() {
            return Event.Level.WARNING;
        }

        @Override
        public String message() {
            return "Job errored " + subject.id();
        }
    }

    /// The work was tried again and returned an error again.
    ///
    /// @param reason what the work gave as the reason
    record RetryFailed(Subject subject, Optional<String> reason) implements JobEvent {
        @Override
        public Event.Level level() {
            return Event.Level.WARNING;
        }

        @Override
        public String message() {
            return "Job retry failed " + subject.id();
        }
    }

    /// The work has printed a line.
    record Printed(Subject subject, String line) implements Detail {
        @Override
        public String message() {
            return "Job "
                    + subject.id()
                    + subject.type().map(type -> " (" + type + ")").orElse("")
                    + " printed: "
                    + line;
        }
    }

    /// The work has a line for the log.
    record Logged(Subject subject, String line) implements JobEvent {
        @Override
        public Event.Level level() {
            return Event.Level.INFO;
        }

        @Override
        public String message() {
            return "Job " + subject.id() + ": " + line;
        }
    }

    /// The job has been ended, and threads of its work have not ended although they were
    /// interrupted. The job keeps its place under a limit until they have.
    ///
    /// @param what the threads, and where they are
    record Lingering(Subject subject, String what) implements JobEvent {
        @Override
        public Event.Level level() {
            return Event.Level.WARNING;
        }

        @Override
        public String message() {
            return "Job lingering " + subject.id() + ": " + what;
        }
    }

    /// The last thread of a job that was lingering has ended.
    record Gone(Subject subject) implements JobEvent {
        @Override
        public Event.Level level() {
            return Event.Level.INFO;
        }

        @Override
        public String message() {
            return "Job no longer lingering " + subject.id();
        }
    }

    /// What an attempt of a job says, as an event of the job.
    static JobEvent of(Subject subject, AttemptLog.News news) {
        return switch (news) {
            case AttemptLog.News.Printed(String line) -> new Printed(subject, line);
            case AttemptLog.News.Logged(String line) -> new Logged(subject, line);
            case AttemptLog.News.Lingers(String what) -> new Lingering(subject, what);
            case AttemptLog.News.Gone() -> new Gone(subject);
        };
    }

    /// The job's process ends because its work is done, or has failed for good.
    record Exiting(Subject subject) implements JobEvent {
        @Override
        public Event.Level level() {
            return Event.Level.INFO;
        }

        @Override
        public String message() {
            return "Job exiting " + subject.id();
        }
    }
}
