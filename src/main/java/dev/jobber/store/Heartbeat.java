package dev.jobber.store;

import dev.jobber.otp.Event;
import dev.jobber.store.sql.Database;
import dev.jobber.store.table.NodeRows;
import dev.jobber.store.table.Owner;
import dev.jobber.store.table.Takeover;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Tells the store that this node lives, and takes the jobs of those that do not.
///
/// What this node does depends on what the store has answered, not on what it has asked: the lease
/// is held for a time that begins before the question. When it has passed, this node first ends all
/// that it had, and then comes anew.
final class Heartbeat {
    private final Database database;
    private final NodeState state;
    private final StoreListener listener;
    private final Runnable lost;
    private final BooleanSupplier isFree;
    private final AtomicBoolean beating = new AtomicBoolean();

    /// Whether the jobs of a lease that has passed have been ended.
    private volatile boolean isLost;

    /// Whether the store counts this node among those that are gone.
    private volatile boolean isUnknown;

    /// @param lost ends all that this node has by its lease: jobs, and processes with names
    /// @param isFree whether none of that is left
    Heartbeat(
            Database database,
            NodeState state,
            StoreListener listener,
            Runnable lost,
            BooleanSupplier isFree) {
        this.database = database;
        this.state = state;
        this.listener = listener;
        this.lost = lost;
        this.isFree = isFree;
    }

    /// What came of a beat.
    ///
    /// @param isKnown whether the store still counts this node among the living
    private record Beat(boolean isKnown, List<Takeover.Lost> others) {}

    void beat() {
        if (!state.lease().isHeld() && !isLost) {
            isLost = true;
            if (!isFree.getAsBoolean()) {
                listener.told(
                        Event.Level.WARNING,
                        "this node could not tell the store in time that it lives: its durable jobs"
                                + " end here, and run again");
            }
            lost.run();
        }
        if (!beating.compareAndSet(false, true)) {
            return;
        }
        boolean comesAnew = isLost && isUnknown && isFree.getAsBoolean();
        Owner owner = comesAnew ? new Owner(state.name(), Nodes.session()) : state.owner();
        Duration length = state.lease().length();
        boolean draining = state.isDraining();
        Lease.Moment asked = Lease.Moment.now();
        var _ =
                database.change(
                                transaction -> {
                                    boolean known =
                                            comesAnew
                                                    ? NodeRows.come(
                                                            transaction,
                                                            owner,
                                                            state.place(),
                                                            length.toMillis())
                                                    : NodeRows.beat(
                                                            transaction,
                                                            owner,
                                                            length.toMillis(),
                                                            draining);
                                    return new Beat(known, Takeover.all(transaction));
                                },
                                length)
                        .whenComplete((beat, problem) -> beaten(owner, beat, asked, length));
    }

    private void beaten(Owner owner, @Nullable Beat beat, Lease.Moment asked, Duration length) {
        if (beat != null) {
            isUnknown = !beat.isKnown();
            if (beat.isKnown()) {
                state.owner(owner);
                state.lease().renewed(asked, length);
                state.beats().beat(length);
                isLost = false;
            } else {
                state.lease().passed();
            }
        }
        beating.set(false);
        if (beat == null) {
            return;
        }
        beat.others().forEach(this::tell);
    }

    private void tell(Takeover.Lost other) {
        listener.told(
                Event.Level.WARNING,
                "the node "
                        + other.owner().node()
                        + " is lost; jobs of it that run again: "
                        + other.queued()
                        + (other.crashed().isEmpty()
                                ? ""
                                : "; crashed too often: " + String.join(", ", other.crashed())));
    }
}
