package dev.jobber.job;

import dev.jobber.job.flight.JobAttempt;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.history.AttemptResult;
import dev.jobber.job.policy.RetryPolicy;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import dev.jobber.otp.TimerRef;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The process of a job: it works, retries after an error, and ends.
final class Job extends GenServer<Job.State, Request<?>, Job.Next> {
    /// The state of the process.
    ///
    /// @param id what the job is called
    /// @param work what it does
    /// @param retry whether and when it is tried again after an error
    /// @param retries how often it has been tried again since its process started
    /// @param status [JobStatus#NEW] before the first try has ended, then the result of the last
    ///   try
    record State(String id, Work work, RetryPolicy retry, int retries, JobStatus status) {
        State with(JobStatus newStatus) {
            return new State(id, work, retry, retries, newStatus);
        }

        State withOneRetryMore() {
            return new State(id, work, retry, retries + 1, status);
        }

        @Override
        public String toString() {
            return "%Job{id: \""
                    + id
                    + "\", max_retries: "
                    + retry.maxRetries()
                    + ", retries: "
                    + retries
                    + ", status: \""
                    + status
                    + "\", work: "
                    + work
                    + "}";
        }
    }

    /// The next step after a callback.
    enum Next {
        RUN {
            @Override
            public String toString() {
                return ":run";
            }
        }
    }

    /// The messages it sends to itself.
    private enum Alarm {
        RETRY {
            @Override
            public String toString() {
                return ":retry";
            }
        }
    }

    private final JobLifecycle life;
    private final Consumer<JobEvent> listener;
    private final RandomGenerator random;
    private final int outputBytes;

    /// @param random the source of the jitter in the waits between attempts
    /// @param outputBytes how much of an attempt's output is kept
    Job(JobLifecycle life, Consumer<JobEvent> listener, RandomGenerator random, int outputBytes) {
        this.life = life;
        this.listener = listener;
        this.random = random;
        this.outputBytes = outputBytes;
    }

    @Override
    protected InitResult<State> init() {
        JobRequest request = life.request();
        Work work =
                request.work()
                        .orElseThrow(() ->
                                new NoSuchElementException(
                                        "key :work not found in: [id: \"" + life.id() + "\"]"));
        life.began(Process.self());
        listener.accept(new JobEvent.Started(subject()));
        return ok(
                new State(life.id(), work, request.policy().retry(), 0, JobStatus.NEW),
                thenContinue(Next.RUN));
    }

    @Override
    protected Result<State> handleContinue(Next next, State state) throws Exception {
        Object result = attempt(state);
        Pid self = Process.self(); // throws if this process was killed during the work
        State worked = handleJobResult(result, state);
        life.worked(self, worked.status(), problem(result));
        if (worked.status() == JobStatus.ERRORED) {
            int retry = worked.retries() + 1;
            Duration delay = state.retry().backoff().delay(retry, random);
            Process.sendAfter(self, Alarm.RETRY, delay);
            listener.accept(
                    new JobEvent.RetryPlanned(subject(), retry, state.retry().maxRetries(), delay));
            return noreply(worked);
        }
        listener.accept(new JobEvent.Exiting(subject()));
        return stop(ExitReason.NORMAL, worked);
    }

    /// Does the work once, within the time limit of an attempt.
    private Object attempt(State state) throws Exception {
        Pid self = Process.self();
        JobEvent.Subject subject = life.subject(self);
        var log = new AttemptLog(outputBytes, news -> listener.accept(JobEvent.of(subject, news)));
        int number = life.attempt(self, log);
        listener.accept(new JobEvent.Attempted(subject, number));
        Optional<TimerRef> timeout =
                life.request()
                        .policy()
                        .timeout()
                        .map(limit ->
                                Process.exitAfter(
                                        self,
                                        new ExitReason.Term(new JobVerdict.Timeout(limit)),
                                        limit));
        var attempt = new Work.Attempt(state.id(), number, log);
        try {
            return self.node().isFlightRecorded()
                    ? JobAttempt.record(
                            state.id(),
                            subject.type(),
                            number,
                            () -> state.work().perform(attempt),
                            Job::word)
                    : state.work().perform(attempt);
        } finally {
            log.close();
            timeout.ifPresent(TimerRef::cancel);
        }
    }

    /// The word for an attempt that returned this.
    private static String word(Object result) {
        return switch (result) {
            case Outcome.Ok _ -> AttemptResult.OK.toString();
            case Outcome.Error _, Outcome.Failure _ -> AttemptResult.ERROR.toString();
            case null, default -> AttemptResult.CRASH.toString();
        };
    }

    private State handleJobResult(Object result, State state) {
        return switch (result) {
            case Outcome.Ok _ -> {
                listener.accept(new JobEvent.Completed(subject()));
                yield state.with(JobStatus.DONE);
            }
            case Outcome.Error(var reason) when state.status() == JobStatus.NEW -> {
                listener.accept(new JobEvent.Errored(subject(), reason));
                yield triedOut(state)
                        ? state.with(JobStatus.FAILED)
                        : state.with(JobStatus.ERRORED);
            }
            case Outcome.Error(var reason) -> {
                listener.accept(new JobEvent.RetryFailed(subject(), reason));
                State retried = state.withOneRetryMore();
                yield triedOut(retried) ? retried.with(JobStatus.FAILED) : retried;
            }
            case Outcome.Failure(var reason) -> {
                listener.accept(
                        state.status() == JobStatus.NEW
                                ? new JobEvent.Errored(subject(), reason)
                                : new JobEvent.RetryFailed(subject(), reason));
                yield state.with(JobStatus.FAILED);
            }
            case null -> throw new UnexpectedResultException(Optional.empty());
            default -> throw new UnexpectedResultException(Optional.of(result));
        };
    }

    private static boolean triedOut(State state) {
        return state.retries() == state.retry().maxRetries();
    }

    private static Optional<String> problem(Object result) {
        return switch (result) {
            case Outcome.Error(var reason) -> Optional.of(reason.orElse("error"));
            case Outcome.Failure(var reason) -> Optional.of(reason.orElse("error"));
            default -> Optional.empty();
        };
    }

    @Override
    protected Result<State> handleInfo(Object message, State state) throws Exception {
        return message == Alarm.RETRY
                ? noreply(state, thenContinue(Next.RUN))
                : super.handleInfo(message, state);
    }

    @Override
    protected void terminate(ExitReason reason, State state) {
        life.terminating(Process.self());
    }

    private JobEvent.Subject subject() {
        return life.subject(Process.self());
    }
}
