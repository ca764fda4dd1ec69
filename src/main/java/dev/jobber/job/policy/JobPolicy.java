package dev.jobber.job.policy;

import java.time.Duration;
import java.util.Optional;

/// What a type, a definition or a start says of how a job is labelled, started, tried again and
/// timed. What it does not say is as usual.
///
/// @param type the job's label
/// @param unique while a job with this key has not ended, no other is started with it
/// @param admission when it may start
/// @param retries how it is tried again after an error
/// @param times how long it may take
public record JobPolicy(
        Optional<String> type,
        Optional<String> unique,
        AdmissionPolicy admission,
        Retries retries,
        Times times) {
    /// How long work may usually take to end: 5 s.
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    /// Everything as usual.
    public static final JobPolicy NONE =
            new JobPolicy(
                    Optional.empty(),
                    Optional.empty(),
                    AdmissionPolicy.NONE,
                    Retries.NONE,
                    Times.NONE);

    /// How a job is tried again after an error.
    ///
    /// @param most how often
    /// @param backoff how long it waits before each retry
    public record Retries(Optional<Integer> most, Optional<Backoff> backoff) {
        /// As usual.
        public static final Retries NONE = new Retries(Optional.empty(), Optional.empty());

        public Retries {
            most.ifPresent(RetryPolicy.DEFAULT::withMaxRetries); // it refuses what cannot be
        }

        Retries or(Retries other) {
            return other.equals(NONE)
                    ? this
                    : new Retries(most.or(other::most), backoff.or(other::backoff));
        }
    }

    /// How long a job may take.
    ///
    /// @param timeout how long an attempt may take
    /// @param grace how long the work may take to end after it was asked to
    public record Times(Optional<Duration> timeout, Optional<Duration> grace) {
        /// As usual.
        public static final Times NONE = new Times(Optional.empty(), Optional.empty());

        Times or(Times other) {
            return other.equals(NONE)
                    ? this
                    : new Times(timeout.or(other::timeout), grace.or(other::grace));
        }
    }

    public JobPolicy {
        times.timeout()
                .ifPresent(limit -> {
                    if (!limit.isPositive()) {
                        throw new IllegalArgumentException(
                                "expected a timeout above 0, got: " + limit);
                    }
                });
    }

    /// This policy, and for what it does not say another.
    public JobPolicy or(JobPolicy other) {
        return other.equals(NONE)
                ? this
                : new JobPolicy(
                        type.or(other::type),
                        unique.or(other::unique),
                        admission.or(other.admission),
                        retries.or(other.retries),
                        times.or(other.times));
    }

    /// The same under this label.
    public JobPolicy withType(String label) {
        return new JobPolicy(Optional.of(label), unique, admission, retries, times);
    }

    /// The same, started like this.
    public JobPolicy withAdmission(AdmissionPolicy policy) {
        return new JobPolicy(type, unique, policy, retries, times);
    }

    /// The same, tried again like this.
    public JobPolicy withRetries(Retries policy) {
        return new JobPolicy(type, unique, admission, policy, times);
    }

    /// The same, each attempt taking no longer than this.
    public JobPolicy withTimeout(Duration limit) {
        return new JobPolicy(
                type, unique, admission, retries, new Times(Optional.of(limit), times.grace()));
    }

    /// The same with this key.
    public JobPolicy withUnique(String key) {
        return new JobPolicy(type, Optional.of(key), admission, retries, times);
    }

    /// How the job is tried again.
    public RetryPolicy retry() {
        return new RetryPolicy(
                retries.most().orElse(RetryPolicy.DEFAULT.maxRetries()),
                retries.backoff().orElse(RetryPolicy.DEFAULT.backoff()));
    }

    /// How long an attempt may take; empty for as long as it likes.
    public Optional<Duration> timeout() {
        return times.timeout();
    }

    /// How long the work may take to end.
    public Duration graceOrDefault() {
        return times.grace().orElse(DEFAULT_GRACE);
    }
}
