package dev.jobber.job.identity;

import java.util.Optional;

/// Why the jobs of a thread are started: because of a line that a user has written, or because of
/// another job. Both hold for the code that is run with them, and for no other thread.
public final class JobOrigin {
    private static final ScopedValue<String> LINE = ScopedValue.newInstance();

    private static final ScopedValue<Integer> GENERATION = ScopedValue.newInstance();

    private JobOrigin() {}

    /// Runs code because of a line that a user has written: the jobs that the code starts on this
    /// thread know the line.
    public static <T, X extends Throwable> T from(String line, ScopedValue.CallableOp<T, X> code)
            throws X {
        return ScopedValue.where(LINE, line).call(code);
    }

    /// The line because of which this thread starts jobs; empty if there is none.
    public static Optional<String> line() {
        return LINE.isBound() ? Optional.of(LINE.get()) : Optional.empty();
    }

    /// Runs code because of a job: the jobs that the code starts on this thread are one generation
    /// younger than that job. So a chain of jobs without an end is noticed.
    ///
    /// @param generation the generation of that job
    public static <T> T because(int generation, ScopedValue.CallableOp<T, RuntimeException> code) {
        return ScopedValue.where(GENERATION, generation + 1).call(code);
    }

    /// The generation of the jobs that this thread starts: 0 unless it runs because of a job.
    public static int generation() {
        return GENERATION.orElse(0);
    }
}
