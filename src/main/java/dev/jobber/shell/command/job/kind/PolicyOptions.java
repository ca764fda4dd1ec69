package dev.jobber.shell.command.job.kind;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.Backoff;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.Rate;
import dev.jobber.job.policy.WhenFull;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.UserError;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// What a type, a definition or a start may say of a job of any kind. What a definition says wins
/// over its type, and what a start says over both.
public final class PolicyOptions {
    /// The long names of those that a type may have.
    public static final Set<String> OF_TYPES =
            Set.of(
                    "--limit",
                    "--when-full",
                    "--queue-max",
                    "--rate",
                    "--priority",
                    "--max-retries",
                    "--backoff",
                    "--timeout");

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Its type in the registry, for example import.")
    private Optional<String> type = Optional.empty();

    @Option(
            names = {"--max-retries", "--retries"},
            paramLabel = "N",
            description = "How often it is tried again after an error (3).")
    private Optional<Integer> maxRetries = Optional.empty();

    @Option(
            names = "--retry-delay",
            paramLabel = "D",
            description = "How long it waits before it is tried again (5s).")
    private Optional<Duration> retryDelay = Optional.empty();

    @Option(
            names = "--backoff",
            paramLabel = "B",
            description =
                    "How the waits between attempts grow: fixed:5s, linear:5s or exp:1s..10m~20%% (20%% of jitter).")
    private Optional<Backoff> backoff = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description =
                    "How long an attempt may take; one that takes longer is a crash (no limit).")
    private Optional<Duration> timeout = Optional.empty();

    @Option(
            names = "--grace",
            paramLabel = "D",
            description = "How long a program or Java may take to end after a request to end (5s).")
    private Optional<Duration> grace = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many jobs of its type may run at once, or none for any number.")
    private Optional<Limit> limit = Optional.empty();

    @Option(
            names = "--when-full",
            paramLabel = "W",
            description =
                    "What happens to a start without room: reject, queue, replace (it stops the oldest) or skip (reject).")
    private Optional<WhenFull> whenFull = Optional.empty();

    @Option(
            names = "--queue-max",
            paramLabel = "N",
            description = "How many jobs of its type may wait for room (10000).")
    private Optional<Integer> queueMax = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "N/D",
            description =
                    "How many jobs of its type may start within a time, such as 5/1s, or none.")
    private Optional<Rate> rate = Optional.empty();

    @Option(
            names = "--priority",
            paramLabel = "N",
            description = "Of the jobs that wait for room, the highest number starts first (0).")
    private Optional<Integer> priority = Optional.empty();

    @Option(
            names = "--unique",
            paramLabel = "K",
            description = "No other job with this key is started before this one has ended.")
    private Optional<String> unique = Optional.empty();

    /// Looks for what is wrong with them.
    public void validate(Validation validation) {
        type.filter(String::isBlank)
                .ifPresent(text ->
                        validation.problem(
                                text, UserError.usage("--type needs a type that is not blank")));
        if (retryDelay.isPresent() && backoff.isPresent()) {
            validation.problem(
                    "--backoff",
                    UserError.usage(
                            "--retry-delay and --backoff both say how long it waits: give one"));
        }
        timeout.filter(Duration::isZero)
                .ifPresent(_ ->
                        validation.problem(
                                "--timeout",
                                UserError.usage(
                                        "--timeout 0s leaves no time: give more, or leave it out")));
        unique.filter(String::isBlank)
                .ifPresent(text ->
                        validation.problem(
                                text, UserError.usage("--unique needs a key that is not blank")));
        if (queueMax.isPresent()
                && whenFull.filter(choice -> choice != WhenFull.QUEUE).isPresent()) {
            validation.problem(
                    "--queue-max",
                    UserError.usage(
                            "--queue-max needs --when-full queue: with "
                                    + whenFull.get()
                                    + " no job waits"));
        }
    }

    /// Whether they say when the job may start. A type does that, so the job needs a type then.
    public boolean needType() {
        return !admission().equals(AdmissionPolicy.NONE);
    }

    /// Whether they say nothing.
    public boolean areEmpty() {
        return policy().equals(JobPolicy.NONE);
    }

    private AdmissionPolicy admission() {
        return new AdmissionPolicy(limit, whenFull, queueMax, rate, priority);
    }

    /// What they say.
    public JobPolicy policy() {
        return new JobPolicy(
                type,
                unique,
                admission(),
                new JobPolicy.Retries(
                        maxRetries, backoff.or(() -> retryDelay.map(Backoff.Fixed::new))),
                new JobPolicy.Times(timeout, grace));
    }
}
