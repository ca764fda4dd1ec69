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
    /// Returns an [Outcome]. If it returns anything else, or throws, the job has crashed, and its
    /// supervisor decides what follows. So it may call code that was not written for jobber, and
    /// return the result of that code.
    Object perform(Attempt attempt) throws Exception;

    /// Whether the work ends in order, and in the time that it was given, when its process gets an
    /// exit signal. A program does, because it is asked to end; code of the JVM is only
    /// interrupted.
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
