package dev.jobber.job.policy;

import java.util.OptionalInt;

/// How many jobs may run at once: a number, or any number.
///
/// @param most how many; empty for any number
public record Limit(OptionalInt most) {
    /// Any number.
    public static final Limit NONE = new Limit(OptionalInt.empty());

    public Limit {
        most.ifPresent(n -> {
            if (n < 0) {
                throw new IllegalArgumentException("expected a limit of 0 or more, got: " + n);
            }
        });
    }

    /// At most this number.
    public static Limit of(int most) {
        return new Limit(OptionalInt.of(most));
    }

    /// Whether one more job may run beside this number of jobs.
    public boolean allows(int running) {
        return most.isEmpty() || running < most.getAsInt();
    }

    /// `5`, or `none`
    @Override
    public String toString() {
        return most.isPresent() ? Integer.toString(most.getAsInt()) : "none";
    }
}
