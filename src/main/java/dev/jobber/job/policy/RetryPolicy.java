package dev.jobber.job.policy;

import java.time.Duration;

/// Whether and when a job whose work returned an error is tried again. It does not apply to
/// crashes, with which the supervisor deals.
///
/// @param maxRetries how often it is tried again; 3 by default, 0 for never
/// @param backoff how long it waits before each retry; 5 s by default
public record RetryPolicy(int maxRetries, Backoff backoff) {
    /// 3 retries, each after 5 s.
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(3, new Backoff.Fixed(Duration.ofSeconds(5)));

    public RetryPolicy {
        if (maxRetries < 0) {
            throw new IllegalArgumentException(
                    "expected max_retries of 0 or more, got: " + maxRetries);
        }
    }

    /// The same with another number of retries.
    public RetryPolicy withMaxRetries(int retries) {
        return new RetryPolicy(retries, backoff);
    }
}
