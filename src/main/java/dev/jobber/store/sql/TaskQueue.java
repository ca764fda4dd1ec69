package dev.jobber.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// Work that waits for a thread of a database. Safe for use by several threads.
///
/// What holds: each task that is added is answered. A task that is added before the end is taken,
/// or failed by [#failRest]. A task is added first, and the end is looked for afterwards; and the
/// end is written before the rest is looked for, so one of the two sees the other.
final class TaskQueue {
    private final BlockingQueue<Task<?>> tasks = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    /// Adds a task. After the end it fails.
    <T> CompletableFuture<T> add(Task<T> task) {
        tasks.add(task);
        if (ended) {
            task.fail(closed());
        }
        return task.answer;
    }

    /// Waits for a task, and takes it and those that wait behind it.
    ///
    /// @param most so many at most
    void take(List<Task<?>> batch, int most) throws InterruptedException {
        batch.add(tasks.take());
        tasks.drainTo(batch, most - 1);
    }

    /// Takes those that wait now.
    ///
    /// @param most so many at most
    void poll(List<Task<?>> batch, int most) {
        tasks.drainTo(batch, most);
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /// Takes no task any more. A thread that waits for one wakes up.
    void end() {
        ended = true;
        var wakes = new Task<Boolean>(nothing -> true, System.nanoTime(), false, answer -> {});
        wakes.fail(closed());
        tasks.add(wakes);
    }

    boolean hasEnded() {
        return ended;
    }

    /// Fails what has not been taken.
    void failRest() {
        List<Task<?>> left = new ArrayList<>();
        tasks.drainTo(left);
        left.forEach(task -> task.fail(closed()));
    }

    private static UnavailableException closed() {
        return new UnavailableException("the store is closed");
    }
}
