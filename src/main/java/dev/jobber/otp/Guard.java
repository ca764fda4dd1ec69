package dev.jobber.otp;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Calls foreign code where the kernel must go on even if that code fails.
final class Guard {
    /// How long a thread that has failed pauses before it begins again, in nanoseconds: 10 ms.
    private static final long PAUSE = 10_000_000;

    private Guard() {}

    /// Runs the code. Returns what it threw, or null if it returned normally. If the calling
    /// process ends, that is thrown on.
    static @Nullable Throwable problemOf(Runnable code) {
        try {
            code.run();
            return null;
        } catch (Throwable problem) {
            Killed.rethrow(problem);
            return problem;
        }
    }

    /// The work of a thread that lives as long as its node. When the work throws, that is reported,
    /// and the work begins again.
    ///
    /// @param over whether the work must not begin again
    static Runnable lasting(
            String name, Runnable work, BooleanSupplier over, Consumer<Event> events) {
        return () -> {
            Throwable problem = problemOf(work);
            while (problem != null && !over.getAsBoolean()) {
                Throwable failed = problem;
                problemOf(() -> events.accept(new Event.ThreadRestarted(name, failed)));
                LockSupport.parkNanos(PAUSE);
                problem = problemOf(work);
            }
        };
    }
}
