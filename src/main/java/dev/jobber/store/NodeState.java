package dev.jobber.store;

import dev.jobber.job.durable.LeaseBeats;
import dev.jobber.job.durable.NodeInfo;
import dev.jobber.store.table.Admission;
import dev.jobber.store.table.Owner;
import java.time.Duration;

/// What this node is and does. Safe for use by several threads.
final class NodeState {
    /// How many jobs for each processor usually run at once.
    private static final int WORKERS_EACH = 4;

    private final NodeInfo.Place place;
    private final Lease lease = new Lease();
    private final LeaseBeats beats = new LeaseBeats(Lease.DEFAULT);
    private volatile Owner owner;
    private volatile int workers = Runtime.getRuntime().availableProcessors() * WORKERS_EACH;
    private volatile boolean draining;
    private volatile boolean ending;

    NodeState(Owner owner, NodeInfo.Place place) {
        this.owner = owner;
        this.place = place;
    }

    String name() {
        return owner.node();
    }

    Owner owner() {
        return owner;
    }

    void owner(Owner anew) {
        owner = anew;
    }

    NodeInfo.Place place() {
        return place;
    }

    Lease lease() {
        return lease;
    }

    /// The store was told at this moment, or later, that the node lives.
    void renewed(Lease.Moment asked, Duration length) {
        lease.renewed(asked, length);
        beats.beat(length, asked.age());
    }

    /// Heard by what must end when they stop.
    LeaseBeats beats() {
        return beats;
    }

    int workers() {
        return workers;
    }

    void workers(int jobs) {
        workers = jobs;
    }

    boolean isDraining() {
        return draining;
    }

    void drains(boolean none) {
        draining = none;
    }

    /// This program ends: no job is taken, and what ends now is run by the next one.
    void ends() {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }

    /// What may run here now.
    Admission.Node node() {
        return new Admission.Node(owner, lease.isHeld() && !ending ? workers : 0, draining);
    }

    /// The same, without room.
    Admission.Node nodeWithoutRoom() {
        return new Admission.Node(owner, 0, draining);
    }
}
