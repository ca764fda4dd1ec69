package dev.jobber.observer.story;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.Jobber;
import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.policy.DurationText;
import dev.jobber.job.policy.Flow;
import dev.jobber.observer.EventIndex;
import dev.jobber.observer.Fact;
import dev.jobber.observer.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happens next to a job, and when.
final class NextStep {
    private final Jobber jobber;
    private final List<Recorded> events;
    private final EventIndex index;

    NextStep(Jobber jobber, List<Recorded> events, EventIndex index) {
        this.jobber = jobber;
        this.events = events;
        this.index = index;
    }

    /// A sentence; empty where nothing follows.
    Optional<String> of(JobHandle job) {
        JobInfo info = job.info();
        return switch (info.status()) {
            case WAITING ->
                    Optional.of(
                            "it starts when "
                                    + String.join(", ", job.request().after())
                                    + (job.request().after().size() == 1 ? " is" : " are")
                                    + " done");
            case QUEUED -> Optional.of(turn(job));
            case NEW -> Optional.of("its first attempt begins");
            case RUNNING -> Optional.of(running(job));
            case LINGERING -> Optional.of("it ends when the last thread of its work has ended");
            case ERRORED -> Optional.of(retry(job));
            case DONE, FAILED, CRASHED, STOPPED, KILLED, SKIPPED, CANCELLED -> Optional.empty();
        };
    }

    private String turn(JobHandle job) {
        String type = job.request().type().orElse("");
        if (jobber.types().type(type).flow() == Flow.PAUSED) {
            return "it waits until 'resume " + type + "' lets jobs of this type start again";
        }
        int before = jobber.types().queue(type).indexOf(job);
        String others =
                before == 1 ? "; 1 job is before it" : "; " + before + " jobs are before it";
        return "it starts when type " + type + " has room for it" + (before > 0 ? others : "");
    }

    private String running(JobHandle job) {
        Optional<AttemptInfo> attempt =
                job.history().isEmpty()
                        ? Optional.empty()
                        : Optional.of(job.history().getLast()).filter(it -> it.end().isEmpty());
        if (attempt.isEmpty()) {
            return "its supervisor starts it again";
        }
        String number = "attempt " + attempt.get().number();
        return job.request()
                .policy()
                .timeout()
                .map(limit ->
                        number
                                + " runs; it is ended "
                                + when(attempt.get().start().plus(limit))
                                + " if it has not returned by then")
                .orElse(number + " runs until its work returns");
    }

    /// The last plan that was told of the job is the one that holds.
    private String retry(JobHandle job) {
        for (Recorded event : events.reversed()) {
            boolean isOwn = JobEvents.job(event, index).filter(job.id()::equals).isPresent();
            if (isOwn && event.fact() instanceof Fact.Retry(int retry, int most, Duration delay)) {
                return "retry "
                        + retry
                        + " of "
                        + most
                        + " begins "
                        + when(event.time().plus(delay));
            }
        }
        return "its work is tried again";
    }

    private String when(Instant time) {
        var left = Duration.between(jobber.node().clock().instant(), time);
        return left.isPositive() ? "in " + DurationText.format(left) : "now";
    }
}
