package dev.jobber.job;

/// What a job does.
///
/// ```java
/// Work good = attempt -> {
///     Process.sleep(Duration.ofSeconds(5));
///     return Outcome.ok();
/// };
/// ```
@FunctionalInterface
public interface Work {
    /// Does it, once; runs in the job's own process and may block. A kill interrupts it.
    ///
    /// Returns an [Outcome]. Whatever else it returns or throws is a crash of the job, which is for
    /// its supervisor to deal with; so code that was not written for jobber may be called here and
    /// its result returned as it is.
    Object perform(Attempt attempt) throws Exception;

    /// The try that is being made.
    ///
    /// @param jobId the job's id
    /// @param number counts from 1, over all restarts of the job
    record Attempt(String jobId, int number) {}
}
