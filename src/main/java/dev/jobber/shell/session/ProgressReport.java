package dev.jobber.shell.session;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Shows the progress of long work in a line that is updated while the work runs and removed when
/// it ends. Work that takes less than a second, or that has few steps, shows nothing.
///
/// Work may be part of other work. Only the outermost work is shown.
public final class ProgressReport {
    private static final Duration SILENT = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    /// If slow work has fewer steps, one of its commands waits for something, and that command
    /// shows the reason itself.
    private static final int FEW = 500;

    private final Consumer<String> line;
    private final LongSupplier nanos;
    private int depth;
    private int steps;
    private long next;
    private boolean isShown;

    /// @param line shows a line instead of the line before; an empty line removes it
    /// @param nanos the time
    ProgressReport(Consumer<String> line, LongSupplier nanos) {
        this.line = line;
        this.nanos = nanos;
    }

    /// Work that runs.
    public interface Work extends AutoCloseable {
        /// The work has ended.
        @Override
        void close();
    }

    /// Work begins. It ends when the returned value is closed.
    public synchronized Work begin() {
        if (depth++ == 0) {
            steps = 0;
            next = nanos.getAsLong() + SILENT.toNanos();
        }
        return this::end;
    }

    /// The work has reached its next step. Does nothing if no work runs.
    ///
    /// @param how makes the line to show; called only if a line is shown
    public synchronized void step(Supplier<String> how) {
        if (depth > 0 && ++steps >= FEW) {
            say(how);
        }
    }

    /// A wait for other work begins. It ends when the returned value is closed.
    ///
    /// @param how makes the line to show; called only if a line is shown
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
            // The work has ended.
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
