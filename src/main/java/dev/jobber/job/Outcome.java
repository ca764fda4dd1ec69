package dev.jobber.job;

import java.util.Optional;

/// What work may return.
public sealed interface Outcome {
    /// It is done: `{:ok, value}`.
    record Ok(Optional<Object> value) implements Outcome {}

    /// It failed, and may be tried again: `:error`.
    record Error(Optional<String> reason) implements Outcome {}

    /// It failed, and another try would be of no use.
    record Failure(Optional<String> reason) implements Outcome {}

    /// Done, with nothing to say.
    static Outcome ok() {
        return new Ok(Optional.empty());
    }

    /// Done, with this result.
    static Outcome ok(Object value) {
        return new Ok(Optional.of(value));
    }

    /// Not done, for no reason given.
    static Outcome error() {
        return new Error(Optional.empty());
    }

    /// Not done, for this reason.
    static Outcome error(String reason) {
        return new Error(Optional.of(reason));
    }

    /// Not done and not to be tried again, for this reason.
    static Outcome failure(String reason) {
        return new Failure(Optional.of(reason));
    }
}
