package dev.jobber.shell;

import java.util.Optional;

/// Who reads a line at present, and whether anybody may yet: an interrupt must not meet a thread
/// that has finished reading and runs a command.
final class TerminalReading {

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
    }

    /// Interrupts who reads.
    ///
    /// @return false if nobody does
    synchronized boolean interrupt() {
        reader.ifPresent(Thread::interrupt);
        return reader.isPresent();
    }

    /// Interrupts who reads, and lets nobody read from now on.
    synchronized void end() {
        ended = true;
        reader.ifPresent(Thread::interrupt);
    }

    synchronized boolean isEnded() {
        return ended;
    }
}
