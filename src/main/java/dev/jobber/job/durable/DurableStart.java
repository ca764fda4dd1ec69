package dev.jobber.job.durable;

import dev.jobber.job.JobRequest;
import java.util.Optional;

/// A job to start that is to outlive the JVM.
///
/// @param request the job as it would be started without a store
/// @param definition the same as text
/// @param maxCrashes how often the node that runs it may be lost, or the job crash, before a lost
///   node makes it crashed for good
/// @param obstacle why this node cannot run it, though another may
public record DurableStart(
        JobRequest request, Definition definition, int maxCrashes, Optional<String> obstacle) {
    /// The usual number of crashes: 3.
    public static final int DEFAULT_MAX_CRASHES = 3;
}
