package dev.jobber.shell.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Who reads a line at present, and whether anybody may yet: an interrupt must not meet a thread
/// that has finished reading and runs a command.
final class PromptGuard {
    private static final Duration LETTING_GO = Duration.ofSeconds(1);

    private Optional<Thread> reader = Optional.empty();
    private boolean ended;

    /// The calling thread reads from now on.
    ///
    /// @return false if nobody may any more
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

    /// Interrupts who reads.
    ///
    /// @return false if nobody does
    synchronized boolean interrupt() {
        reader.ifPresent(Thread::interrupt);
        return reader.isPresent();
    }

    /// Interrupts who reads, and lets nobody read from now on. Waits until the reader has let go of
    /// the terminal, which may be given back then.
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
