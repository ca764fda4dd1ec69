package dev.jobber.shell.command.job.kind;

import dev.jobber.job.policy.Backoff;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.UserError;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What a definition or a start may say of a job of any kind; what a start says wins.
public final class PolicyOptions {
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
                    "How these waits grow: fixed:5s, linear:5s or exp:1s..10m~20%% (20%% of jitter).")
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
            description = "How long a program may take to end after a request to end (5s).")
    private Optional<Duration> grace = Optional.empty();

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
    }

    /// What they say.
    public JobPolicy policy() {
        return new JobPolicy(
                type,
                maxRetries,
                backoff.or(() -> retryDelay.map(Backoff.Fixed::new)),
                timeout,
                grace);
    }
}
