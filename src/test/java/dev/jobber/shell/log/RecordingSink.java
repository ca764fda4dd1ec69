package dev.jobber.shell.log;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/// A sink that keeps what it is given, and that a test can stop, as a slow terminal or a full pipe
/// does.
final class RecordingSink implements LogSink {
    private final StringBuilder written = new StringBuilder();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch arrived = new CountDownLatch(1);

    /// From now on a write waits for [#release()].
    void hold() {
        arrived = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    /// Waits until a write is being held.
    void awaitHeldWrite() throws InterruptedException {
        arrived.await();
    }

    void release() {
        gate.countDown();
    }

    synchronized List<String> lines() {
        return written.toString().lines().toList();
    }

    @Override
    public void write(String lines) {
        arrived.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(
                    "expected that no thread interrupts the drain thread", e);
        }
        synchronized (this) {
            written.append(lines);
            notifyAll();
        }
    }

    /// Waits until such a line has been written.
    synchronized void awaitLine(Predicate<String> wanted) throws InterruptedException {
        while (lines().stream().noneMatch(wanted)) {
            wait();
        }
    }

    @Override
    public boolean colour() {
        return false;
    }

    @Override
    public boolean unicode() {
        return true;
    }
}
