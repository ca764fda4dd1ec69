package dev.jobber.shell.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The thread that reads a line now, if one does, and whether a thread may still begin to read: an
/// interrupt must not meet a thread that has finished reading and runs a command.
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

    /// The calling thread has finished; an interrupt has done its work.
    synchronized void finish() {
        reader = Optional.empty();
        Thread.interrupted();
        notifyAll();
    }

    /// Interrupts the thread that reads.
    ///
    /// @return false if no thread reads
    synchronized boolean interrupt() {
        reader.ifPresent(Thread::interrupt);
        return reader.isPresent();
    }

    /// Interrupts the thread that reads, and lets no thread read from now on. Waits until the
    /// reader no longer uses the terminal, which may then be given back.
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
