package dev.jobber.store;

import dev.jobber.job.history.AttemptResult;
import dev.jobber.otp.Event;
import dev.jobber.store.sql.Database;
import dev.jobber.store.sql.Transaction;
import dev.jobber.store.table.AttemptRows;
import dev.jobber.store.table.JobRows;
import dev.jobber.store.table.NodeRows;
import dev.jobber.store.table.Owner;
import dev.jobber.store.table.Takeover;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final OwnedJobs jobs;
    private final BooleanSupplier isFree;
    private final AtomicBoolean beating = new AtomicBoolean();

    /// Whether the jobs of a lease that has passed have been ended.
    private volatile boolean isLost;

    /// Jobs that the last look has found, and of which this node knew nothing then.
    private volatile Set<JobRows.Held> suspects = Set.of();

    /// Whether the store counts this node among those that are gone.
    private volatile boolean isUnknown;

    /// @param lost ends all that this node has by its lease: jobs, and processes with names
    /// @param jobs the jobs among that
    /// @param isFree whether none of all that is left
    Heartbeat(
            Database database,
            NodeState state,
            StoreListener listener,
            Runnable lost,
            OwnedJobs jobs,
            BooleanSupplier isFree) {
        this.database = database;
        this.state = state;
        this.listener = listener;
        this.lost = lost;
        this.jobs = jobs;
        this.isFree = isFree;
    }

    /// What came of a beat.
    ///
    /// @param isKnown whether the store still counts this node among the living
    /// @param unknown jobs that it has according to the store, and does not know of
    private record Beat(boolean isKnown, Set<JobRows.Held> unknown, List<Takeover.Lost> others) {}

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
                                    Set<JobRows.Held> unknown =
                                            known ? releaseUnknown(transaction, owner) : Set.of();
                                    return new Beat(known, unknown, Takeover.all(transaction));
                                },
                                length)
                        .whenComplete((beat, problem) -> beaten(owner, beat, asked, length));
    }

    /// Gives back jobs that the store says this node has, and that it knows nothing of: it was not
    /// told that it has got them, because the store went away just then.
    ///
    /// A claim may be in the same transaction as this look, and this node is told of it when that
    /// is committed. So a job is given back when the look before has found it too, for the same
    /// attempt.
    ///
    /// @return the jobs that it knows nothing of yet
    private Set<JobRows.Held> releaseUnknown(Transaction transaction, Owner owner)
            throws SQLException {
        Set<JobRows.Held> unknown = new HashSet<>();
        for (JobRows.Held held : JobRows.held(transaction, owner)) {
            if (jobs.find(held.number()).isPresent()) {
                continue;
            }
            if (!suspects.contains(held)) {
                unknown.add(held);
            } else if (JobRows.release(transaction, held.number(), owner, Optional.empty())) {
                AttemptRows.endAll(transaction, held.number(), AttemptResult.LOST);
            }
        }
        return unknown;
    }

    private void beaten(Owner owner, @Nullable Beat beat, Lease.Moment asked, Duration length) {
        if (beat != null) {
            isUnknown = !beat.isKnown();
            suspects = beat.unknown();
            if (beat.isKnown()) {
                state.owner(owner);
                state.renewed(asked, length);
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
