package dev.jobber.job;

import dev.jobber.job.history.AttemptLog;

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

    /// Does the work end in order when its process gets an exit signal, in the time that it was
    /// given for that? A program does, which is asked to end; code of the JVM is only interrupted.
    default boolean endsOnSignal() {
        return false;
    }

    /// The try that is being made.
    ///
    /// @param jobId the job's id
    /// @param number counts from 1, over all restarts of the job
    /// @param log what the attempt leaves behind; lines that the work prints go there
    record Attempt(String jobId, int number, AttemptLog log) {}

    /// An exception of work whose message is enough for the user. Its stack trace is not shown.
    abstract class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        /// @param sentence says what is wrong
        protected Failure(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }

        @Override
        public String getMessage() {
            return sentence;
        }
    }
}
