package dev.jobber.job.schedule;

import dev.jobber.job.JobStart;
import dev.jobber.job.policy.DurationText;
import dev.jobber.otp.Event;
import java.time.Duration;

/// Something that happened to a schedule: a value, with its sentence beside it.
public sealed interface ScheduleEvent {
    /// How much it matters.
    Event.Level level();

    /// The sentence: `Schedule nightly started fP9MyHo`.
    String message();

    /// A run was started.
    ///
    /// @param schedule the schedule's name
    /// @param job the id of the run
    record Started(String schedule, String job) implements ScheduleEvent {
        @Override
        public Event.Level level() {
            return Event.Level.INFO;
        }

        @Override
        public String message() {
            return "Schedule " + schedule + " started " + job;
        }
    }

    /// Runs were left out.
    ///
    /// @param schedule the schedule's name
    /// @param runs how many, at least 1
    /// @param reason why
    record LeftOut(String schedule, long runs, Reason reason) implements ScheduleEvent {
        @Override
        public Event.Level level() {
            return Event.Level.WARNING;
        }

        @Override
        public String message() {
            return "Schedule "
                    + schedule
                    + " left out "
                    + (runs == 1 ? "a run" : runs + " runs")
                    + ": "
                    + reason.sentence();
        }
    }

    /// The wall clock was set.
    ///
    /// @param by how far forward; negative for back
    record ClockSet(Duration by) implements ScheduleEvent {
        @Override
        public Event.Level level() {
            return Event.Level.WARNING;
        }

        @Override
        public String message() {
            return "The wall clock was set "
                    + (by.isNegative() ? "back" : "forward")
                    + " by "
                    + DurationText.format(by.abs())
                    + ", or the machine slept; the schedules go by the new time";
        }
    }

    /// The process that keeps the times crashed, and was started again.
    ///
    /// @param schedules how many schedules go on
    record Recovered(int schedules) implements ScheduleEvent {
        @Override
        public Event.Level level() {
            return Event.Level.WARNING;
        }

        @Override
        public String message() {
            return Scheduler.NAME
                    + " was started again; "
                    + schedules
                    + (schedules == 1 ? " schedule goes on" : " schedules go on");
        }
    }

    /// Why runs were left out.
    sealed interface Reason {
        /// Why, in a sentence.
        String sentence();

        /// [Overlap#SKIP], and the run before it has not ended.
        ///
        /// @param job the id of that run; empty while it is being started
        record StillRuns(String job) implements Reason {
            @Override
            public String sentence() {
                return job.isEmpty()
                        ? "the run before it is being started"
                        : "the run before it, " + job + ", has not ended";
            }
        }

        /// [Overlap#REPLACE], and a later run came while it waited.
        record Replaced() implements Reason {
            @Override
            public String sentence() {
                return "a later run replaced it before it started";
            }
        }

        /// [Overlap#QUEUE], and too many wait.
        record QueueFull(int waiting) implements Reason {
            @Override
            public String sentence() {
                return waiting + " runs wait already";
            }
        }

        /// [Misfire#SKIP], and their times have passed.
        ///
        /// @param by by how much the first of them would be late
        record Late(Duration by) implements Reason {
            @Override
            public String sentence() {
                return "too late, by up to "
                        + DurationText.format(by)
                        + " (--misfire once or all starts such runs)";
            }
        }

        /// [Misfire#ONCE]: one run stands for all that were missed.
        record MadeUp() implements Reason {
            @Override
            public String sentence() {
                return "one late run stands for all that were missed";
            }
        }

        /// The start was refused.
        record Refused(String message) implements Reason {
            /// A start that was left out.
            public static Refused of(JobStart.Skipped start) {
                return new Refused(
                        start.id().isPresent()
                                ? "a job that had to be done first was not done"
                                : "its type has no room for it");
            }

            @Override
            public String sentence() {
                return message;
            }
        }
    }
}
