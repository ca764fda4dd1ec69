package dev.jobber.shell.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Knows which thread reads a line now, and whether a thread may begin to read. An interrupt that
/// is meant for the read must not reach the thread after it, while it runs a command.
final class PromptGuard {
    private static final Duration LETTING_GO = Duration.ofSeconds(1);

    private Optional<Thread> reader = Optional.empty();
    private boolean ended;

    /// The calling thread reads from now on.
    ///
    /// @return false after [#end()]
    synchronized boolean begin() {
        if (!ended) {
            reader = Optional.of(Thread.currentThread());
        }
        return !ended;
    }

    /// The calling thread has finished reading. An interrupt that ended the read is cleared.
    ///
    /// @return whether there was one that the read has not taken
    synchronized boolean finish() {
        reader = Optional.empty();
        notifyAll();
        return Thread.interrupted();
    }

    /// Interrupts the thread that reads.
    ///
    /// @return false if no thread reads
    synchronized boolean interrupt() {
        reader.ifPresent(Thread::interrupt);
        return reader.isPresent();
    }

    /// Interrupts the thread that reads. No thread may read from now on. Waits until the reader
    /// does not use the terminal any more, so that it can be restored.
    synchronized void end() {
        ended = true;
        reader.ifPresent(Thread::interrupt);
        long end = System.nanoTime() + LETTING_GO.toNanos();
        try {
            while (reader.isPresent() && !isReader() && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReader() {
        return reader.equals(Optional.of(Thread.currentThread()));
    }

    synchronized boolean isEnded() {
        return ended;
    }
}
