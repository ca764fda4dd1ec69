package dev.jobber.otp;

/// How near a supervisor is to giving up: OTP's restart intensity.
///
/// @param restarts how many restarts lie within the last `maxSeconds`
/// @param maxRestarts how many may lie there; one more ends the supervisor
/// @param maxSeconds how long a restart is remembered, in whole seconds, both ends included
public record RestartIntensity(int restarts, int maxRestarts, int maxSeconds) {}
