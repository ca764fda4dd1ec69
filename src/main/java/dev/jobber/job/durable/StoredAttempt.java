package dev.jobber.job.durable;

import dev.jobber.job.history.AttemptInfo;

/// An attempt of a job of the store.
///
/// @param node the node that has made it
/// @param info what came of it; its log has the last [#OUTPUT_BYTES] of its output
public record StoredAttempt(String node, AttemptInfo info) {
    /// How many bytes of the output of an attempt are kept: 16 KiB.
    public static final int OUTPUT_BYTES = 16 * 1024;
}
