package dev.jobber.job;

import dev.jobber.job.history.AttemptHistory;
import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.history.AttemptResult;
import dev.jobber.job.identity.JobIdentity;
import dev.jobber.otp.Clock;
import dev.jobber.otp.Pid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A job's counts, times and last results. Guarded by the monitor of the table.
final class JobRecord {
    private JobStatus status = JobStatus.NEW;
    private @Nullable String error;
    private int starts;
    private int attempts;
    private long firstNumber;
    private long lastNumber;
    private long startedAtMillis;
    private long startedNanos;
    private long endedNanos;
    private boolean ended;

    /// Null before the first attempt.
    private @Nullable AttemptHistory history;

    /// @param before how many attempts the job has had before
    JobRecord(int before) {
        attempts = before;
    }

    /// A process begins; returns whether it is the first.
    boolean began(Pid process, Clock clock) {
        lastNumber = process.id();
        ended = false;
        if (starts++ == 0) {
            firstNumber = lastNumber;
            startedAtMillis = clock.instant().toEpochMilli();
            startedNanos = clock.nanoTime();
            return true;
        }
        status = JobStatus.RUNNING;
        return false;
    }

    /// It waits, and has no process yet.
    void waits(Clock clock) {
        startedAtMillis = clock.instant().toEpochMilli();
        startedNanos = clock.nanoTime();
    }

    /// It ends, and no process of it has lived.
    void endedBefore(JobStatus verdict, String why, Clock clock) {
        error = why;
        ended(verdict, clock);
    }

    /// How many processes the job has had, the current one included.
    int starts() {
        return starts;
    }

    /// Another attempt begins.
    ///
    /// @return its number
    int attempt(AttemptLog log, Clock clock) {
        status = JobStatus.RUNNING;
        history = AttemptHistory.began(history, ++attempts, clock.instant(), log);
        return attempts;
    }

    /// An attempt has ended because its work returned.
    void worked(JobStatus result, Optional<String> problem, Clock clock) {
        status = result;
        error = problem.orElse(null);
        attemptEnded(
                result == JobStatus.DONE ? AttemptResult.OK : AttemptResult.ERROR, problem, clock);
    }

    private void attemptEnded(AttemptResult result, Optional<String> problem, Clock clock) {
        if (history != null) {
            history.ended(result, problem, clock.instant());
        }
    }

    /// The process has ended, and with it the attempt that ran.
    void processEnded(AttemptResult result, Optional<String> problem, Clock clock) {
        problem.ifPresent(it -> error = it);
        attemptEnded(result, problem, clock);
    }

    /// Whether the attempt was told to end but its thread still runs.
    boolean isLingering() {
        return history != null && history.isLingering();
    }

    /// The log of the last attempt.
    Optional<AttemptLog> lastLog() {
        return Optional.ofNullable(history).map(AttemptHistory::lastLog);
    }

    List<AttemptInfo> history() {
        return history == null ? List.of() : history.attempts();
    }

    JobStatus status() {
        return status;
    }

    void ended(JobStatus verdict, Clock clock) {
        status = verdict;
        endedNanos = clock.nanoTime();
        ended = true;
    }

    /// Whether the first or the last process of the job has this number.
    boolean wasProcess(long number) {
        return number == firstNumber || number == lastNumber;
    }

    JobInfo info(JobIdentity identity, JobStatus shown, Clock clock) {
        long until = ended ? endedNanos : clock.nanoTime();
        return new JobInfo(
                identity,
                shown,
                lastLog().flatMap(AttemptLog::lingering).or(() -> Optional.ofNullable(error)),
                new JobInfo.Runs(
                        starts == 0 ? Optional.empty() : Optional.of(Pid.toString(lastNumber)),
                        attempts,
                        Math.max(0, starts - 1)),
                new JobInfo.Times(
                        Instant.ofEpochMilli(startedAtMillis),
                        Duration.ofNanos(until - startedNanos)));
    }
}
