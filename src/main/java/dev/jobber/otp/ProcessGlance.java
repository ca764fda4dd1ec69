package dev.jobber.otp;

/// What a quick look at a process shows: as much as [ProcessInfo] that changes from moment to
/// moment, for views that look at all processes again and again.
///
/// @param reductions how often the process was woken, has waited, or has handled a signal. It
///   begins anywhere and may pass 2^31: only the difference of two looks has a meaning
/// @param messageQueueLength how many messages wait in its mailbox
public record ProcessGlance(ProcessStatus status, int reductions, int messageQueueLength) {}
