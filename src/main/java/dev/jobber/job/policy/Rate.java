package dev.jobber.job.policy;

import java.time.Duration;

/// How many jobs may start within a time.
public sealed interface Rate {
    /// No rate can say more starts than this, for each of them is remembered for its time.
    int MOST = 1_000_000;

    /// Any number.
    Rate NONE = new None();

    /// Any number.
    record None() implements Rate {}

    /// At most this number of starts in any span of this length.
    ///
    /// @param starts from 1 to [#MOST]
    /// @param time above 0
    record Per(int starts, Duration time) implements Rate {
        public Per {
            if (starts < 1 || starts > MOST) {
                throw new IllegalArgumentException(
                        "expected a rate of 1 to " + MOST + " starts, got: " + starts);
            }
            if (!time.isPositive()) {
                throw new IllegalArgumentException("expected a time above 0, got: " + time);
            }
        }
    }
}
