package dev.jobber.observer;

import dev.jobber.job.policy.DurationText;
import dev.jobber.otp.Pid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What happened to a job or to a process, as it is remembered: small values, and a sentence that
/// is made when a reader asks for it.
///
/// The sentences call the job or the process *it*.
public sealed interface Fact {
    /// The word for it: `gave_up`.
    String word();

    /// Why, where there is a reason.
    default Optional<String> reason() {
        return Optional.empty();
    }

    /// What happened, in a sentence without its full stop.
    String text();

    // ---- jobs

    /// A caller asked for a job.
    ///
    /// @param name what its work is called
    /// @param line the line that asked for it; empty if code did
    record Requested(Optional<String> name, Optional<String> type, Optional<String> line)
            implements Fact {
        @Override
        public String word() {
            return "requested";
        }

        @Override
        public String text() {
            return line.map(it -> "this line asked for it: " + it).orElse("code asked for it");
        }
    }

    /// The job was not started.
    record Refused(String code, String why) implements Fact {
        @Override
        public String word() {
            return "refused";
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(code);
        }

        @Override
        public String text() {
            return "it was refused: " + why;
        }
    }

    /// The job waits for room.
    record Queued() implements Fact {
        @Override
        public String word() {
            return "queued";
        }

        @Override
        public String text() {
            return "it waits until its type has room for it";
        }
    }

    /// The job waits for others.
    record Waits(List<String> after) implements Fact {
        @Override
        public String word() {
            return "waiting";
        }

        @Override
        public String text() {
            return "it waits until "
                    + String.join(", ", after)
                    + (after.size() == 1 ? " is done" : " are done");
        }
    }

    /// The job never runs.
    ///
    /// @param word `skipped`, or `not_started`
    record Dropped(String word, String why) implements Fact {
        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }

        @Override
        public String text() {
            return (word.equals("skipped") ? "it was skipped: " : "it could not be started: ")
                    + why;
        }
    }

    /// The JobSupervisor of the job started.
    record Supervised() implements Fact {
        @Override
        public String word() {
            return "started";
        }

        @Override
        public String text() {
            return "its JobSupervisor started";
        }
    }

    /// An attempt began.
    record Attempt(int number) implements Fact {
        @Override
        public String word() {
            return "attempt";
        }

        @Override
        public String text() {
            return "attempt " + number + " began";
        }
    }

    /// The attempt that ran was over: the work returned.
    ///
    /// @param error what the work gave as the reason; empty where it returned ok
    record Worked(boolean isOk, Optional<String> error) implements Fact {
        @Override
        public String word() {
            return isOk ? "completed" : "errored";
        }

        @Override
        public Optional<String> reason() {
            return error;
        }

        @Override
        public String text() {
            return isOk
                    ? "the work succeeded"
                    : "the work returned an error" + error.map(it -> ": " + it).orElse("");
        }
    }

    /// The work is tried again after a wait.
    ///
    /// @param retry which retry it is, counted from 1
    /// @param most how many there may be
    record Retry(int retry, int most, Duration delay) implements Fact {
        @Override
        public String word() {
            return "retry_planned";
        }

        @Override
        public String text() {
            return "retry " + retry + " of " + most + " follows in " + DurationText.format(delay);
        }
    }

    /// A user asked for the end of the job or the process.
    ///
    /// @param line the line that did
    record Stopped(String line) implements Fact {
        @Override
        public String word() {
            return "stopped";
        }

        @Override
        public String text() {
            return "this line asked it to end: " + line;
        }
    }

    // ---- processes

    /// A process started.
    record Started() implements Fact {
        @Override
        public String word() {
            return "started";
        }

        @Override
        public String text() {
            return "its process started";
        }
    }

    /// A process ended.
    ///
    /// @param by the number of the process whose exit signal ended it; 0 for none
    record Exited(EndReason why, long by) implements Fact {
        @Override
        public String word() {
            return "exited";
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(why.text());
        }

        @Override
        public String text() {
            String because = by == 0 ? "" : ", because of " + Pid.toString(by);
            if (why.isNormal()) {
                return "its process ended normally" + because;
            }
            if (why.isKilled()) {
                return "its process was killed" + because;
            }
            return (why.isOrderly() ? "its process was stopped with " : "its process ended with ")
                    + why.text()
                    + because;
        }
    }

    /// A supervisor restarted a process.
    ///
    /// @param supervisor the number of the supervisor
    /// @param before the number of the process that ended; 0 where that is not known
    /// @param after why the process before ended
    /// @param restarts how many restarts the supervisor has done lately
    record Restarted(long supervisor, long before, EndReason after, Restarts restarts)
            implements Fact {
        @Override
        public String word() {
            return "restarted";
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(after.text());
        }

        @Override
        public String text() {
            return "it was restarted by " + Pid.toString(supervisor) + ": " + restarts.text();
        }
    }

    /// A supervisor gave up.
    ///
    /// @param child what it calls the child that it could not restart any more
    /// @param why why the child ended
    /// @param others how many other children ended with it
    record GaveUp(String child, EndReason why, Restarts restarts, int others) implements Fact {
        @Override
        public String word() {
            return "gave_up";
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(why.text());
        }

        @Override
        public String text() {
            return "the supervisor gave up: its child "
                    + child
                    + " ended once more, after "
                    + restarts.text()
                    + (switch (others) {
                        case 0 -> "";
                        case 1 -> "; 1 other child ended with it";
                        default -> "; " + others + " other children ended with it";
                    });
        }
    }

    /// A supervisor could not start a child.
    record StartFailed(String child, EndReason why, boolean again) implements Fact {
        @Override
        public String word() {
            return "start_failed";
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(why.text());
        }

        @Override
        public String text() {
            return "the supervisor could not "
                    + (again ? "restart" : "start")
                    + " its child "
                    + child
                    + ": "
                    + why.text();
        }
    }

    /// Something else, which happens seldom: its sentence is kept.
    record Other(String word, String text) implements Fact {}
}
