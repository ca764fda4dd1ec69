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
///   crash. Empty, the default, for as long as it likes
public record JobRequest(
        Optional<Work> work, JobIdentity identity, RetryPolicy retry, Optional<Duration> timeout) {
    public JobRequest {
        timeout.ifPresent(limit -> {
            if (!limit.isPositive()) {
                throw new IllegalArgumentException("expected a timeout above 0, got: " + limit);
            }
        });
    }

    /// A request that says nothing, not even what to do.
    public static final JobRequest EMPTY =
            new JobRequest(
                    Optional.empty(), JobIdentity.NONE, RetryPolicy.DEFAULT, Optional.empty());

    /// A job that does this, with everything else as usual.
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

    /// The job's label in the registry.
    public Optional<String> type() {
        return identity.type();
    }

    /// The same, its work called so.
    public JobRequest withName(String name) {
        return with(new JobIdentity(Optional.of(name), id(), type()));
    }

    /// The same under this id. Throws [IllegalArgumentException] if it is none.
    public JobRequest withId(String id) {
        return with(identity.withId(id));
    }

    /// The same under this label.
    public JobRequest withType(String type) {
        return with(new JobIdentity(name(), id(), Optional.of(type)));
    }

    /// The same with so many retries.
    public JobRequest withMaxRetries(int retries) {
        return withRetry(retry.withMaxRetries(retries));
    }

    /// The same, waiting so long before each retry.
    public JobRequest withRetryDelay(Duration delay) {
        return withRetry(retry.withBackoff(new Backoff.Fixed(delay)));
    }

    /// The same, tried again like this.
    public JobRequest withRetry(RetryPolicy policy) {
        return new JobRequest(work, identity, policy, timeout);
    }

    /// The same, each attempt taking no longer than this. Throws [IllegalArgumentException] if that
    /// is no time at all.
    public JobRequest withTimeout(Duration limit) {
        return new JobRequest(work, identity, retry, Optional.of(limit));
    }

    private JobRequest with(JobIdentity newIdentity) {
        return new JobRequest(work, newIdentity, retry, timeout);
    }
}
