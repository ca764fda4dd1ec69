package dev.jobber.shell.session;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Says how far long work of many steps has come, in a line that is replaced as it goes on and
/// removed when it ends. Work that takes less than a second, or that has few steps, says nothing.
///
/// Work may be part of other work: the outermost one counts.
public final class ProgressReport {
    private static final Duration SILENT = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    /// Work with fewer steps waits for something, and what it waits for is told by its commands.
    private static final int FEW = 500;

    private final Consumer<String> line;
    private final LongSupplier nanos;
    private int depth;
    private int steps;
    private long next;
    private boolean isShown;

    /// @param line shows a line in the place of the one before; an empty one removes it
    /// @param nanos the time
    ProgressReport(Consumer<String> line, LongSupplier nanos) {
        this.line = line;
        this.nanos = nanos;
    }

    /// Work that is being done.
    public interface Work extends AutoCloseable {
        /// The work has ended.
        @Override
        void close();
    }

    /// Work begins, which ends when the answer is closed.
    public synchronized Work begin() {
        if (depth++ == 0) {
            steps = 0;
            next = nanos.getAsLong() + SILENT.toNanos();
        }
        return this::end;
    }

    /// A step of the work has been reached. Outside of work nothing happens.
    ///
    /// @param how what to say of it, where something is said
    public synchronized void step(Supplier<String> how) {
        if (depth > 0 && ++steps >= FEW) {
            say(how);
        }
    }

    /// Waiting for work of others begins, which ends when the answer is closed.
    ///
    /// @param how what to say of it, where something is said
    public Work begin(Supplier<String> how) {
        Work work = begin();
        Thread watch = Thread.ofPlatform().daemon().name("jobber-progress").start(() -> watch(how));
        return () -> {
            watch.interrupt();
            work.close();
        };
    }

    private void watch(Supplier<String> how) {
        try {
            Thread.sleep(SILENT);
            while (goesOn(how)) {
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException ended) {
            // There is nothing to say any more.
        }
    }

    private synchronized boolean goesOn(Supplier<String> how) {
        if (depth > 0) {
            say(how);
        }
        return depth > 0;
    }

    private void say(Supplier<String> how) {
        long now = nanos.getAsLong();
        if (now - next >= 0) {
            next = now + BETWEEN.toNanos();
            isShown = true;
            line.accept(how.get());
        }
    }

    private synchronized void end() {
        if (--depth == 0 && isShown) {
            isShown = false;
            line.accept("");
        }
    }
}
