package dev.jobber.job.policy;

import java.time.Duration;
import java.util.Optional;

/// What a definition or a start says of how a job is labelled, tried again and timed. What it does
/// not say is as usual.
///
/// @param type the job's label
/// @param maxRetries how often it is tried again after an error
/// @param backoff how long it waits before each retry
/// @param timeout how long an attempt may take
/// @param grace how long the work may take to end after it was asked to
public record JobPolicy(
        Optional<String> type,
        Optional<Integer> maxRetries,
        Optional<Backoff> backoff,
        Optional<Duration> timeout,
        Optional<Duration> grace) {
    /// How long work may take to end unless something else is said: 5 s.
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    /// Everything as usual.
    public static final JobPolicy NONE =
            new JobPolicy(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// This policy, and for what it does not say another.
    public JobPolicy or(JobPolicy other) {
        return new JobPolicy(
                type.or(other::type),
                maxRetries.or(other::maxRetries),
                backoff.or(other::backoff),
                timeout.or(other::timeout),
                grace.or(other::grace));
    }

    /// How the job is tried again.
    public RetryPolicy retry() {
        return new RetryPolicy(
                maxRetries.orElse(RetryPolicy.DEFAULT.maxRetries()),
                backoff.orElse(RetryPolicy.DEFAULT.backoff()));
    }

    /// How long the work may take to end.
    public Duration graceOrDefault() {
        return grace.orElse(DEFAULT_GRACE);
    }
}
