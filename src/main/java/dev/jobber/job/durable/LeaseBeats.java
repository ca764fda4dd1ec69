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
    private volatile Duration lease;

    /// @param lease how long the node has its jobs after a beat
    public LeaseBeats(Duration lease) {
        this.lease = lease;
    }

    /// Runs this at each beat. It must not wait.
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /// The node has its jobs for so long from now on.
    public void beat(Duration length) {
        lease = length;
        listeners.forEach(Runnable::run);
    }

    /// How long a thing may live on without a beat, so that it is gone before another node takes
    /// its job: two thirds of the lease.
    public Duration patience() {
        return lease.multipliedBy(2).dividedBy(3);
    }
}
