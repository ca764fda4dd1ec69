package dev.jobber.job;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/// The process of a job: it works, tries again after an error, and ends.
final class Job extends GenServer<JobState, Request<?>, Job.Next> {
    /// What it does after a callback.
    enum Next {
        RUN {
            @Override
            public String toString() {
                return ":run";
            }
        }
    }

    /// What it sends itself.
    private enum Alarm {
        RETRY {
            @Override
            public String toString() {
                return ":retry";
            }
        }
    }

    private final JobLife life;
    private final Consumer<JobEvent> listener;

    Job(JobLife life, Consumer<JobEvent> listener) {
        this.life = life;
        this.listener = listener;
    }

    @Override
    protected InitResult<JobState> init() {
        JobRequest request = life.request();
        Work work =
                request.work()
                        .orElseThrow(() ->
                                new NoSuchElementException(
                                        "key :work not found in: [id: \"" + life.id() + "\"]"));
        life.began(Process.self());
        tell(JobEvent.What.STARTED);
        return ok(
                new JobState(
                        life.id(),
                        work,
                        request.maxRetries(),
                        request.retryDelay(),
                        0,
                        JobStatus.NEW),
                thenContinue(Next.RUN));
    }

    @Override
    protected Result<JobState> handleContinue(Next next, JobState state) throws Exception {
        int number = life.attempt(Process.self());
        Object result = state.work().perform(new Work.Attempt(state.id(), number));
        Pid self = Process.self(); // whoever is killed in the middle of the work gets no further
        JobState worked = handleJobResult(result, state);
        life.worked(self, worked.status(), problem(result));
        if (worked.status() == JobStatus.ERRORED) {
            Process.sendAfter(self, Alarm.RETRY, state.retryDelay());
            return noreply(worked);
        }
        tell(JobEvent.What.EXITING);
        return stop(ExitReason.NORMAL, worked);
    }

    private JobState handleJobResult(Object result, JobState state) {
        return switch (result) {
            case Outcome.Ok _ -> {
                tell(JobEvent.What.COMPLETED);
                yield state.with(JobStatus.DONE);
            }
            case Outcome.Error _ when state.status() == JobStatus.NEW -> {
                tell(JobEvent.What.ERRORED);
                yield triedOut(state)
                        ? state.with(JobStatus.FAILED)
                        : state.with(JobStatus.ERRORED);
            }
            case Outcome.Error _ -> {
                tell(JobEvent.What.RETRY_FAILED);
                JobState retried = state.withOneRetryMore();
                yield triedOut(retried) ? retried.with(JobStatus.FAILED) : retried;
            }
            case null -> throw new UnexpectedResultException(Optional.empty());
            default -> throw new UnexpectedResultException(Optional.of(result));
        };
    }

    private static boolean triedOut(JobState state) {
        return state.retries() == state.maxRetries();
    }

    private static Optional<String> problem(Object result) {
        return result instanceof Outcome.Error(var reason)
                ? Optional.of(reason.orElse("error"))
                : Optional.empty();
    }

    @Override
    protected Result<JobState> handleInfo(Object message, JobState state) throws Exception {
        return message == Alarm.RETRY
                ? noreply(state, thenContinue(Next.RUN))
                : super.handleInfo(message, state);
    }

    @Override
    protected void terminate(ExitReason reason, JobState state) {
        life.terminating(Process.self());
    }

    private void tell(JobEvent.What what) {
        listener.accept(new JobEvent(what, life.id(), life.request().type(), Process.self()));
    }
}
