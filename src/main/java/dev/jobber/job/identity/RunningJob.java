package dev.jobber.job.identity;

import dev.jobber.otp.Pid;
import java.util.Optional;

/// An entry of the job registry.
///
/// @param id the job
/// @param pid its process
/// @param type its label
public record RunningJob(String id, Pid pid, Optional<String> type) {}
