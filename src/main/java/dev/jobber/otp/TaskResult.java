package dev.jobber.otp;

/// How a [Task] ended: OTP's `{:ok, value}` or `{:exit, reason}`.
///
/// @param <T> what the task computes
public sealed interface TaskResult<T> {
    /// `{:ok, value}`: this is what it computed.
    record Ok<T>(T value) implements TaskResult<T> {}

    /// `{:exit, reason}`: it ended before it had a value.
    record Exit<T>(ExitReason reason) implements TaskResult<T> {}
}
