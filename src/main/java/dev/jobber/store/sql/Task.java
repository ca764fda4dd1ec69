package dev.jobber.store.sql;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Work that waits for its transaction, with the place where its answer goes.
///
/// A caller gives up by cancelling the future. That succeeds until the commit begins, and then the
/// work is not begun any more, and not committed. From the commit on it fails: then the work may
/// have been done.
///
/// @param <T> what it answers
final class Task<T> {
    final CompletableFuture<T> answer = new Answer();
    private final Work<T> work;
    private final long deadline;
    private final boolean mustBeDone;
    private final Consumer<T> committed;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WANTED);
    private @Nullable Runnable outcome;

    private enum Stage {
        /// Its caller waits.
        WANTED,
        /// Its caller has given up.
        GIVEN_UP,
        /// Its commit has begun.
        COMMITTING
    }

    /// Cannot be cancelled while it may have been committed.
    private final class Answer extends CompletableFuture<T> {
        @Override
        public boolean cancel(boolean mayInterrupt) {
            return stage.compareAndSet(Stage.WANTED, Stage.GIVEN_UP) && super.cancel(mayInterrupt);
        }
    }

    /// @param deadline nanoseconds of [System#nanoTime()] after which it is not worth doing
    /// @param mustBeDone whether it is tried again also where there is no room for it
    /// @param committed told what it answers as soon as that is committed, before anything else is
    ///   done in the database
    Task(Work<T> work, long deadline, boolean mustBeDone, Consumer<T> committed) {
        this.work = work;
        this.deadline = deadline;
        this.mustBeDone = mustBeDone;
        this.committed = committed;
    }

    boolean isWanted() {
        return stage.get() != Stage.GIVEN_UP && !answer.isDone();
    }

    boolean isLate() {
        return System.nanoTime() - deadline >= 0;
    }

    boolean mustBeDone() {
        return mustBeDone;
    }

    /// Its commit begins.
    ///
    /// @return false if its caller has given up
    boolean beginCommit() {
        return stage.compareAndSet(Stage.WANTED, Stage.COMMITTING);
    }

    /// It has not been committed, for sure.
    void rolledBack() {
        stage.compareAndSet(Stage.COMMITTING, Stage.WANTED);
    }

    /// Does the work. What it answers is told by [#tell()], when it has been committed.
    void run(Transaction transaction) throws SQLException {
        T result = work.in(transaction);
        outcome =
                () -> {
                    committed.accept(result);
                    answer.complete(result);
                };
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
