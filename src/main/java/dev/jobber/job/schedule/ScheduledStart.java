package dev.jobber.job.schedule;

import dev.jobber.job.JobStart;

/// Starts a run of a schedule.
@FunctionalInterface
public interface ScheduledStart {
    /// Starts a job. Called in a process of its own each time, so it may wait; an exception of it
    /// is a run that is left out.
    JobStart start() throws Exception;
}
