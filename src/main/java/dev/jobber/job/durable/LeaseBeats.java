package dev.jobber.job.durable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Signs of life of a node, for what must end when they stop: the node may lose its jobs then, and
/// another may run them.
public final class LeaseBeats {
    /// The beats that the work of this thread depends on; unbound for work that no lease is for.
    public static final ScopedValue<LeaseBeats> OF_WORK = ScopedValue.newInstance();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /// Changes under the lock of this object, on which those wait for whom no time is left.
    private volatile long until;

    /// @param lease how long the node has its jobs from now on
    public LeaseBeats(Duration lease) {
        until = until(lease);
    }

    private static long until(Duration lease) {
        return System.nanoTime() + lease.multipliedBy(2).dividedBy(3).toNanos();
    }

    /// Runs this at each beat. It must not wait.
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /// The node has its jobs for so long.
    ///
    /// @param age how long ago that time has begun
    public void beat(Duration lease, Duration age) {
        synchronized (this) {
            until = until(lease) - age.toNanos();
            notifyAll();
        }
        listeners.forEach(Runnable::run);
    }

    /// How long a thing may live on if no further beat comes, so that it is gone before another
    /// node takes its job: to two thirds of the lease. Negative if it must have ended.
    public Duration left() {
        return Duration.ofNanos(until - System.nanoTime());
    }

    /// The same, once there is time left: waits for a beat if there is none. The node ends all its
    /// work when its lease has passed, which interrupts this.
    public synchronized Duration awaitLeft() throws InterruptedException {
        Duration left = left();
        while (!left.isPositive()) {
            wait();
            left = left();
        }
        return left;
    }
}
