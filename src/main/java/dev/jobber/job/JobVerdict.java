package dev.jobber.job;

import dev.jobber.job.history.AttemptResult;
import dev.jobber.otp.Clock;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Inspect;
import java.time.Duration;
import java.util.Optional;

/// How the last process of a job ended, and what that makes of the job.
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
/// @param last what came of the last attempt, or running if that was not over
/// @param reason why the process ended
/// @param supervisor why the supervisor ended; empty if there is none, or if it lives
/// @param terminated whether the process ended by itself or on request, and not by a signal
record JobVerdict(
        JobStatus last, ExitReason reason, Optional<ExitReason> supervisor, boolean terminated) {
    /// Why a job ends whose attempt has taken too long: the reason `{:timeout, milliseconds}`.
    ///
    /// @param limit how long an attempt may take
    record Timeout(Duration limit) {
        /// Did a process end for this?
        static boolean isIn(ExitReason reason) {
            return reason instanceof ExitReason.Term(Timeout _);
        }

        @Override
        public String toString() {
            return "{:timeout, " + Clock.millis(limit) + "}";
        }
    }

    /// Is the work over, well or badly, and has the process ended for that?
    boolean isFinished() {
        return (last == JobStatus.DONE || last == JobStatus.FAILED)
                && reason.equals(ExitReason.NORMAL);
    }

    /// What the job is now, if no process follows.
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

    /// What that makes of an attempt that was under way.
    AttemptResult attempt() {
        if (Timeout.isIn(reason)) {
            return AttemptResult.TIMEOUT;
        }
        if (reason.isOrderly()) {
            return AttemptResult.STOPPED;
        }
        return terminated ? AttemptResult.CRASH : AttemptResult.KILLED;
    }

    /// What is wrong with such an end, in words; empty if nothing is. The words may be those of
    /// foreign code, and slow: to be asked for without a lock.
    static Optional<String> problem(ExitReason reason) {
        if (reason.isOrderly()) {
            return Optional.empty();
        }
        return Optional.of(
                reason instanceof ExitReason.Crash(var exception)
                        ? Inspect.summary(exception)
                        : reason.sentence());
    }
}
