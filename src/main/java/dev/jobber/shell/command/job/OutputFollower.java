package dev.jobber.shell.command.job;

import dev.jobber.job.AwaitResult;
import dev.jobber.job.JobHandle;
import dev.jobber.job.Jobber;
import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.otp.ExitException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Follows what a job prints, from attempt to attempt.
final class OutputFollower {
    /// How long a wait takes before it is asked whether it is still wanted, and whether the job has
    /// begun another attempt.
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Jobber jobber;
    private final JobHandle job;
    private final BooleanSupplier isAbandoned;

    /// @param isAbandoned whether the output is not shown any more
    OutputFollower(Jobber jobber, JobHandle job, BooleanSupplier isAbandoned) {
        this.jobber = jobber;
        this.job = job;
        this.isAbandoned = isAbandoned;
    }

    /// Tells what an attempt prints until nothing more comes.
    ///
    /// @param first the number of the first line that is told
    void follow(AttemptInfo attempt, long first, Consumer<AttemptLog.Kept> told)
            throws InterruptedException {
        long next = first;
        boolean goesOn = true;
        while (goesOn && !isAbandoned.getAsBoolean()) {
            AttemptLog.Since news = attempt.log().await(next, LOOK);
            told.accept(news.kept());
            next = Math.max(next, news.next());
            goesOn = !news.isLast();
        }
    }

    /// Waits for the next attempt.
    ///
    /// @param number the number of the one before; 0 for the first
    /// @return the attempt, or nothing if the job has ended
    Optional<AttemptInfo> after(int number) {
        boolean ended = false;
        while (!isAbandoned.getAsBoolean()) {
            Optional<AttemptInfo> next =
                    job.history().stream().filter(each -> each.number() > number).findFirst();
            if (next.isPresent() || ended) {
                return next;
            }
            ended = hasEnded();
        }
        return Optional.empty();
    }

    /// Whether the job ends within a look.
    private boolean hasEnded() {
        try {
            return jobber.await(List.of(job), LOOK) instanceof AwaitResult.AllEnded;
        } catch (ExitException treeEnded) {
            return true;
        }
    }
}
