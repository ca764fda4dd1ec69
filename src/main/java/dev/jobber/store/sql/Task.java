package dev.jobber.store.sql;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Work that waits for its transaction, with the place where its answer goes.
///
/// A caller that has given up has completed the future, so the work is not begun any more, and not
/// committed. A caller that gives up during the commit does not know what came of it.
///
/// @param <T> what it answers
final class Task<T> {
    final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Work<T> work;
    private final long deadline;
    private @Nullable Runnable outcome;

    /// @param deadline nanoseconds of [System#nanoTime()] after which it is not worth doing
    Task(Work<T> work, long deadline) {
        this.work = work;
        this.deadline = deadline;
    }

    boolean isWanted() {
        return !answer.isDone();
    }

    boolean isLate() {
        return System.nanoTime() - deadline >= 0;
    }

    /// Does the work. What it answers is told by [#tell()], when it has been committed.
    void run(Transaction transaction) throws SQLException {
        T result = work.in(transaction);
        outcome = () -> answer.complete(result);
    }

    void tell() {
        Runnable told = outcome;
        if (told != null) {
            told.run();
        }
    }

    void fail(Throwable problem) {
        answer.completeExceptionally(problem);
    }
}
