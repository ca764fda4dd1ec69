package dev.jobber.job;

import java.time.Duration;

/// The state of a [Job]'s process.
///
/// @param id what the job is called
/// @param work what it does
/// @param maxRetries how often it is tried again after an error
/// @param retryDelay how long it waits before
/// @param retries how often it has been tried again since its process started
/// @param status [JobStatus#NEW] before the first try has ended, then what came of the last
record JobState(
        String id, Work work, int maxRetries, Duration retryDelay, int retries, JobStatus status) {
    JobState with(JobStatus newStatus) {
        return new JobState(id, work, maxRetries, retryDelay, retries, newStatus);
    }

    JobState withOneRetryMore() {
        return new JobState(id, work, maxRetries, retryDelay, retries + 1, status);
    }

    @Override
    public String toString() {
        return "%Job{id: \""
                + id
                + "\", max_retries: "
                + maxRetries
                + ", retries: "
                + retries
                + ", status: \""
                + status
                + "\", work: "
                + work
                + "}";
    }
}
