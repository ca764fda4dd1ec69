package dev.jobber.job;

import dev.jobber.job.history.AttemptResult;
import dev.jobber.job.policy.DurationText;
import dev.jobber.otp.Clock;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Inspect;
import java.time.Duration;
import java.util.Optional;

/// How the last process of a job ended, and the job's status that follows from it.
///
/// | the last process | and its supervisor | the job is |
/// |---|---|---|
/// | ended `:normal` when the work was done or had failed | | done, failed |
/// | ended otherwise | ended abnormally | killed |
/// | ended in an orderly way | | stopped |
/// | ended abnormally | ended in an orderly way: gave up | crashed |
/// | | has none, or lives; a signal ended the job | killed |
/// | | has none, or lives; a request to stop ended it, between two attempts | stopped |
/// | | has none, or lives; the work itself ended it | crashed |
///
/// @param last the result of the last attempt, or running if the attempt had not ended
/// @param reason why the process ended
/// @param supervisor why the supervisor ended; empty if there is none, or if it lives
/// @param terminated whether the process ended by itself or on request, and not by a signal
record JobVerdict(
        JobStatus last, ExitReason reason, Optional<ExitReason> supervisor, boolean terminated) {
    /// Why a job whose attempt has taken too long ends: the reason `{:timeout, milliseconds}`.
    ///
    /// @param limit how long an attempt may take
    record Timeout(Duration limit) {
        /// Whether a process ended because of a time limit.
        static boolean isIn(ExitReason reason) {
            return reason instanceof ExitReason.Term(Timeout _);
        }

        @Override
        public String toString() {
            return "{:timeout, " + Clock.millis(limit) + "}";
        }
    }

    /// Whether the work is done or has failed for good, and the process ended because of that.
    boolean isFinished() {
        return (last == JobStatus.DONE || last == JobStatus.FAILED)
                && reason.equals(ExitReason.NORMAL);
    }

    /// The status of the job, if no further process starts.
    JobStatus verdict() {
        if (isFinished()) {
            return last;
        }
        if (supervisor.isPresent() && !supervisor.get().isOrderly()) {
            return JobStatus.KILLED;
        }
        if (reason.isOrderly()) {
            return JobStatus.STOPPED;
        }
        if (supervisor.isPresent() || Timeout.isIn(reason)) {
            return JobStatus.CRASHED;
        }
        if (!terminated) {
            return JobStatus.KILLED;
        }
        return last == JobStatus.ERRORED ? JobStatus.STOPPED : JobStatus.CRASHED;
    }

    /// The result of the attempt that ran when the process ended.
    AttemptResult attempt() {
        if (Timeout.isIn(reason)) {
            return AttemptResult.TIMEOUT;
        }
        if (reason.isOrderly()) {
            return AttemptResult.STOPPED;
        }
        return terminated ? AttemptResult.CRASH : AttemptResult.KILLED;
    }

    /// The error of such an end as a text; empty if there was none. The text may come from foreign
    /// code that is slow, so the caller must hold no lock.
    static Optional<String> problem(ExitReason reason) {
        if (reason.isOrderly()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (reason) {
                    case ExitReason.Crash(Work.Failure failure) -> failure.getMessage();
                    case ExitReason.Crash(var exception) -> Inspect.summary(exception);
                    case ExitReason.Term(Timeout(Duration limit)) ->
                            "did not end within " + DurationText.format(limit);
                    default -> reason.sentence();
                });
    }
}
