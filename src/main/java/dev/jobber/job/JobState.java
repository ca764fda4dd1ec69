package dev.jobber.job;

import dev.jobber.job.policy.RetryPolicy;

/// The state of a [Job]'s process.
///
/// @param id what the job is called
/// @param work what it does
/// @param retry whether and when it is tried again after an error
/// @param retries how many retries there have been since its process started
/// @param status [JobStatus#NEW] until the first attempt has ended, then the result of the last
///   attempt
record JobState(String id, Work work, RetryPolicy retry, int retries, JobStatus status) {
    JobState with(JobStatus newStatus) {
        return new JobState(id, work, retry, retries, newStatus);
    }

    JobState withOneRetryMore() {
        return new JobState(id, work, retry, retries + 1, status);
    }

    @Override
    public String toString() {
        return "%Job{id: \""
                + id
                + "\", max_retries: "
                + retry.maxRetries()
                + ", retries: "
                + retries
                + ", status: \""
                + status
                + "\", work: "
                + work
                + "}";
    }
}
