package dev.jobber.job;

import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.history.AttemptLog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A job in the table of a [Jobber], running or ended.
public sealed interface JobHandle permits JobLifecycle {
    /// A message that tells a process that a job has ended: its last process is gone, and no
    /// restart follows. See [Jobber#tellWhenEnded] and [Jobber#tellOfEnds].
    record Ended(JobHandle job) {}

    /// What it is called.
    String id();

    /// The state of the job at this moment.
    JobInfo info();

    /// The request that started it.
    JobRequest request();

    /// Whether its work ends in order when its process gets an exit signal. See
    /// [Work#endsOnSignal()].
    boolean endsOnSignal();

    /// How many jobs stand before it in a chain in which each was started because of the one before
    /// it; see [dev.jobber.job.identity.JobOrigin#because].
    int generation();

    /// The line that it was started by; empty if code has started it. See
    /// [dev.jobber.job.identity.JobOrigin#from].
    Optional<String> origin();

    /// Its last attempts, the oldest first; at most [so
    /// many][dev.jobber.job.history.AttemptHistory#MOST].
    List<AttemptInfo> history();

    /// How far the last attempt has come, if its work says so.
    Optional<AttemptLog.Progress> progress();

    /// The number in the pid of its last supervisor, JobRunner for a direct job; empty for a bare
    /// one.
    OptionalLong supervisorNumber();
}
