package dev.jobber.otp;

import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// How a [Task] ended: OTP's `{:ok, value}` or `{:exit, reason}`.
///
/// ```java
/// List<Page> pages = results.flatMap(TaskResult::stream).toList(); // those that have come
/// Page page = result.orElseThrow();                                // or exit as the task did
/// ```
///
/// @param <T> what the task computes; never null
public sealed interface TaskResult<T> {
    /// `{:ok, value}`: this is what it computed.
    record Ok<T>(T value) implements TaskResult<T> {
        public Ok {
            Objects.requireNonNull(value, "expected a value of a task, got: null");
        }
    }

    /// `{:exit, reason}`: it ended before it had a value.
    record Exit<T>(ExitReason reason) implements TaskResult<T> {
        public Exit {
            Objects.requireNonNull(reason, "expected the exit reason of a task, got: null");
        }
    }

    /// The result of the function for this value; an exit stays an exit.
    default <U> TaskResult<U> map(Function<? super T, ? extends U> change) {
        return switch (this) {
            case Ok<T>(var value) -> new Ok<>(change.apply(value));
            case Exit<T>(var reason) -> new Exit<>(reason);
        };
    }

    /// The result of the function for this value, which may be an exit; an exit stays the same
    /// exit.
    default <U> TaskResult<U> flatMap(
            Function<? super T, ? extends TaskResult<? extends U>> change) {
        return switch (this) {
            case Ok<T>(var value) -> change.apply(value).map(it -> it);
            case Exit<T>(var reason) -> new Exit<>(reason);
        };
    }

    /// The value, or this one instead of an exit.
    default T orElse(T instead) {
        return switch (this) {
            case Ok<T>(var value) -> value;
            case Exit<T> _ -> instead;
        };
    }

    /// The value, or the result of the function for the exit reason.
    default T orElseGet(Function<? super ExitReason, ? extends T> instead) {
        return switch (this) {
            case Ok<T>(var value) -> value;
            case Exit<T>(var reason) -> instead.apply(reason);
        };
    }

    /// The value. Throws an [ExitException] with the reason of an exit, and the exception that
    /// ended the task as its cause, if there was one.
    default T orElseThrow() {
        return switch (this) {
            case Ok<T>(var value) -> value;
            case Exit<T>(var reason) -> throw new ExitException(reason);
        };
    }

    /// The value as a stream of one; an exit is an empty stream.
    default Stream<T> stream() {
        return switch (this) {
            case Ok<T>(var value) -> Stream.of(value);
            case Exit<T> _ -> Stream.empty();
        };
    }
}
