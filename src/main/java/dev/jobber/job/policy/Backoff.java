package dev.jobber.job.policy;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a job waits before it is tried again after an error.
public sealed interface Backoff {
    /// The wait before a retry.
    ///
    /// @param retry counts from 1
    /// @param random where the jitter comes from
    Duration delay(int retry, RandomGenerator random);

    /// The same wait each time.
    ///
    /// @param delay not negative
    record Fixed(Duration delay) implements Backoff {
        public Fixed {
            checkNotNegative(delay);
        }

        @Override
        public Duration delay(int retry, RandomGenerator random) {
            return delay;
        }
    }

    /// A wait that grows by the same step each time: 5 s, 10 s, 15 s.
    ///
    /// @param step not negative
    record Linear(Duration step) implements Backoff {
        public Linear {
            checkNotNegative(step);
        }

        @Override
        public Duration delay(int retry, RandomGenerator random) {
            return saturated(step, retry);
        }
    }

    /// A wait that doubles each time until it is as long as it may be.
    ///
    /// @param first the wait before the first retry, not negative
    /// @param most no wait is longer, jitter included; not shorter than `first`
    /// @param jitterPercent each wait is longer or shorter by a random part of up to so many
    ///   percent of it, from 0 to 100, so that jobs that failed together are not tried again
    ///   together
    record Exponential(Duration first, Duration most, int jitterPercent) implements Backoff {
        public Exponential {
            checkNotNegative(first);
            if (most.compareTo(first) < 0) {
                throw new IllegalArgumentException(
                        "the longest wait, " + most + ", is shorter than the first, " + first);
            }
            if (jitterPercent < 0 || jitterPercent > 100) {
                throw new IllegalArgumentException(
                        "jitter is 0 to 100 percent, not " + jitterPercent);
            }
        }

        @Override
        public Duration delay(int retry, RandomGenerator random) {
            Duration wait = first.isZero() ? first : atMost(doubled(retry));
            if (jitterPercent == 0) {
                return wait;
            }
            long spread = wait.dividedBy(100).multipliedBy(jitterPercent).toNanos();
            long jitter = spread == 0 ? 0 : random.nextLong(-spread, spread + 1);
            return atMost(wait.plusNanos(jitter));
        }

        private Duration doubled(int retry) {
            int doublings = Math.min(retry - 1, Long.SIZE - 2);
            return saturated(first, 1L << doublings);
        }

        private Duration atMost(Duration wait) {
            return wait.compareTo(most) > 0 ? most : wait;
        }
    }

    private static void checkNotNegative(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException(
                    "expected a delay that is not negative, got: " + wait);
        }
    }

    /// No product is longer than what nanoseconds can count, some 292 years.
    private static Duration saturated(Duration wait, long factor) {
        var longest = Duration.ofNanos(Long.MAX_VALUE);
        if (wait.isZero() || longest.dividedBy(wait) >= factor) {
            return wait.multipliedBy(factor);
        }
        return longest;
    }
}
