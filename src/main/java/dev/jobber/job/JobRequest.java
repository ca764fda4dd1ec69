package dev.jobber.job;

import dev.jobber.job.policy.Backoff;
import dev.jobber.job.policy.RetryPolicy;
import java.time.Duration;
import java.util.Optional;

/// A job to start.
///
/// @param work what it does; a job without work is refused when it starts
/// @param identity what it is called
/// @param retry whether and when it is tried again after an error
/// @param timeout how long an attempt may take; one that takes longer is ended and counts as a
///   crash. Empty, the default, for no limit
public record JobRequest(
        Optional<Work> work, JobIdentity identity, RetryPolicy retry, Optional<Duration> timeout) {
    public JobRequest {
        timeout.ifPresent(limit -> {
            if (!limit.isPositive()) {
                throw new IllegalArgumentException("expected a timeout above 0, got: " + limit);
            }
        });
    }

    /// A request without work, and with all defaults.
    public static final JobRequest EMPTY =
            new JobRequest(
                    Optional.empty(), JobIdentity.NONE, RetryPolicy.DEFAULT, Optional.empty());

    /// A request with this work, and with all other defaults.
    public static JobRequest of(Work work) {
        return new JobRequest(
                Optional.of(work), JobIdentity.NONE, RetryPolicy.DEFAULT, Optional.empty());
    }

    /// What the job is called, if the request says it.
    public Optional<String> id() {
        return identity.id();
    }

    /// What the work is called.
    public Optional<String> name() {
        return identity.name();
    }

    /// The type of the job.
    public Optional<String> type() {
        return identity.type();
    }

    /// The same request with this name of the work.
    public JobRequest withName(String name) {
        return with(new JobIdentity(Optional.of(name), id(), type()));
    }

    /// The same request with this id. Throws [IllegalArgumentException] if the text cannot be an
    /// id.
    public JobRequest withId(String id) {
        return with(identity.withId(id));
    }

    /// The same request with this type.
    public JobRequest withType(String type) {
        return with(new JobIdentity(name(), id(), Optional.of(type)));
    }

    /// The same request with this number of retries.
    public JobRequest withMaxRetries(int retries) {
        return withRetry(retry.withMaxRetries(retries));
    }

    /// The same request with this wait before each retry.
    public JobRequest withRetryDelay(Duration delay) {
        return withRetry(retry.withBackoff(new Backoff.Fixed(delay)));
    }

    /// The same request with this retry policy.
    public JobRequest withRetry(RetryPolicy policy) {
        return new JobRequest(work, identity, policy, timeout);
    }

    /// The same request with this time limit for each attempt. Throws [IllegalArgumentException] if
    /// the limit is not above 0.
    public JobRequest withTimeout(Duration limit) {
        return new JobRequest(work, identity, retry, Optional.of(limit));
    }

    private JobRequest with(JobIdentity newIdentity) {
        return new JobRequest(work, newIdentity, retry, timeout);
    }
}
