package dev.jobber.otp;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Calls foreign code for which no process waits. The code runs on a thread of its own, so a call
/// that blocks delays only the calls behind it.
final class ForeignCalls {
    private final ThreadFactory threads;

    /// Is told of a call that throws.
    private final Consumer<Event> reports;

    private final Set<ForeignCall> running = ConcurrentHashMap.newKeySet();

    ForeignCalls(ThreadFactory threads, Consumer<Event> reports) {
        this.threads = threads;
        this.reports = reports;
    }

    /// Calls the code as soon as an earlier call has returned. Does not wait.
    ///
    /// @param what the step that fails if the code throws
    /// @return completes when the code has returned, and never with an exception
    CompletableFuture<Void> after(CompletableFuture<Void> earlier, String what, Runnable code) {
        var call = new ForeignCall(what, code);
        running.add(call);
        return earlier.thenRunAsync(call, it -> threads.newThread(it).start())
                .handle((_, noThread) -> {
                    running.remove(call);
                    if (noThread != null) {
                        reports.accept(new Event.CodeFailed(what, noThread));
                    }
                    return null;
                });
    }

    /// Whether all calls have returned, apart from the calls that have blocked for seconds and the
    /// call that asks this.
    boolean isQuiet() {
        return running.stream().allMatch(ForeignCall::isNotWaitedFor);
    }

    private final class ForeignCall implements Runnable {
        private final String what;
        private final Runnable code;
        private final long since = System.nanoTime();
        private volatile @Nullable Thread thread;

        ForeignCall(String what, Runnable code) {
            this.what = what;
            this.code = code;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            Throwable problem = Guard.problemOf(code);
            if (problem != null) {
                reports.accept(new Event.CodeFailed(what, problem));
            }
        }

        boolean isNotWaitedFor() {
            return thread == Thread.currentThread() || System.nanoTime() - since > Delivery.BLOCKED;
        }
    }
}
