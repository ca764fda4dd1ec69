package dev.jobber.otp;

/// What any server answers by itself, whatever its callbacks are.
sealed interface SystemRequest {
    /// `:sys.get_state/1`
    record GetState() implements SystemRequest {}

    /// `:sys.get_status/1`
    record GetStatus() implements SystemRequest {}
}
