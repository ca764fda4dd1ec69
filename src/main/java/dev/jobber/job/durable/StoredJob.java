package dev.jobber.job.durable;

import dev.jobber.job.JobInfo;
import java.util.Optional;

/// A job of the store at one moment.
///
/// @param number tells it from all other jobs of the store, also from those of the same id
/// @param info its state
/// @param node the node that runs it, or ran it last; empty if none has yet
/// @param isOwned whether that node has it now
/// @param definition what was started
public record StoredJob(
        long number, JobInfo info, Optional<String> node, boolean isOwned, Definition definition) {
    /// What it is called.
    public String id() {
        return info.id();
    }
}
