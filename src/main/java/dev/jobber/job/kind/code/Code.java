package dev.jobber.job.kind.code;

import java.util.function.Function;

/// Code that may be started any number of times. Each start has its own copy of the classes.
public interface Code {
    /// Runs it, on the thread that calls. Returns what the job's work is to return, which code may
    /// have made null.
    ///
    /// @param scope what this start reaches outside itself
    Object call(CodeScope scope) throws Throwable;

    /// Whether threads that it has not started may run it, as those of
    /// [java.util.concurrent.ForkJoinPool#commonPool()].
    boolean runsElsewhere();

    /// Whether it has checks, so that it can be ended wherever it runs.
    boolean hasChecks();

    /// Whether it goes on after the end of its first thread, until all threads that are no daemons
    /// have ended.
    boolean outlivesFirstThread();

    /// The same, and then this function on what it returns, on the same thread.
    default Code then(Function<Object, Object> function) {
        Code first = this;
        return new Code() {
            @Override
            public Object call(CodeScope scope) throws Throwable {
                return function.apply(first.call(scope));
            }

            @Override
            public boolean runsElsewhere() {
                return first.runsElsewhere();
            }

            @Override
            public boolean hasChecks() {
                return first.hasChecks();
            }

            @Override
            public boolean outlivesFirstThread() {
                return first.outlivesFirstThread();
            }
        };
    }
}
