package dev.jobber.job;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.TypeGate;
import dev.jobber.job.policy.TypeGate.Permit;
import dev.jobber.job.policy.TypeGates;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.ProcessCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;

/// Decides which jobs may start: by the gates of their types, by the keys that are taken, and by
/// the jobs that must be done before.
///
/// What holds at any time:
///
/// - A job that waits is kept here and by no process, so no death of a process loses it. [JobQueue]
///   is told that there is something to do; if it dies, the next one looks at everything.
/// - After each change that may let a waiting job start, the [TypeGates] tell the queue, and so
///   does a new JobRunner.
/// - A key is taken exactly while the job that has it has not ended.
///
/// The monitor of the table guards it.
final class Admissions {
    private final Node node;
    private final Function<String, Optional<JobLifecycle>> latest;
    private final Consumer<ProcessCode> teller;
    private final TypeGates<JobLifecycle> gates = new TypeGates<>(this::tellQueue);
    private final Map<String, JobLifecycle> keys = new HashMap<>();
    private final Map<JobLifecycle, List<JobLifecycle>> successors = new HashMap<>();

    /// Jobs that have ended and whose successors have not been told yet.
    private final Queue<JobLifecycle> ended = new ArrayDeque<>();

    private boolean drawing;
    private boolean draining;

    /// @param latest the last job that has or had an id
    /// @param teller runs code that sends messages
    /// @param limits of types
    Admissions(
            Node node,
            Function<String, Optional<JobLifecycle>> latest,
            Consumer<ProcessCode> teller,
            Map<String, Integer> limits) {
        this.node = node;
        this.latest = latest;
        this.teller = teller;
        limits.forEach((type, most) ->
                gates.change(
                        type,
                        JobPolicy.NONE.withAdmission(
                                AdmissionPolicy.NONE.withLimit(Limit.of(most)))));
    }

    // ---- starting

    /// Whether this start may have to wait for its turn.
    boolean mayWait(JobRequest request) {
        return !(request.origin() instanceof JobRequest.Origin.Store)
                && (!request.after().isEmpty()
                        || gates.mayWait(request.type(), request.policy().admission()));
    }

    /// A job wants to start for the first time.
    ///
    /// @return whether it may start now; if not, the answer to its start is in its [Pending]
    boolean enter(JobLifecycle job) {
        Pending pending = job.pending();
        Optional<JobStart.Refused> refused = refusal(job);
        if (refused.isPresent()) {
            pending.answer(refused.get());
            return false;
        }
        JobRequest request = job.request();
        if (!request.after().isEmpty()) {
            return waitForOthers(job);
        }
        if (request.type().isPresent() && !job.isFromStore()) {
            switch (gates.enter(request.type(), job, request.policy().admission(), now())) {
                case TypeGate.Entry.Admitted<JobLifecycle>(var permit) -> job.hasPermit(permit);
                case TypeGate.Entry.Queued<JobLifecycle>(var ticket) -> {
                    return queued(job, ticket);
                }
                case TypeGate.Entry.Skipped<JobLifecycle>() -> {
                    pending.answer(new JobStart.Skipped(Optional.empty()));
                    return false;
                }
                case TypeGate.Entry.Refused<JobLifecycle> reason -> {
                    pending.answer(StartRefusals.of(job, reason));
                    return false;
                }
            }
        }
        request.policy().unique().ifPresent(key -> keys.put(key, job));
        return true;
    }

    /// Why the start is refused for a reason that has nothing to do with its type.
    private Optional<JobStart.Refused> refusal(JobLifecycle job) {
        if (draining && !job.isFromStore()) {
            return Optional.of(StartRefusals.DRAINING);
        }
        Optional<JobLifecycle> namesake =
                latest.apply(job.id()).filter(other -> other != job && other.isToStart());
        if (namesake.isPresent()) {
            return Optional.of(StartRefusals.idTaken(namesake.get()));
        }
        return job.request()
                .policy()
                .unique()
                .flatMap(key ->
                        Optional.ofNullable(keys.get(key))
                                .filter(holder -> holder != job)
                                .map(holder -> StartRefusals.keyTaken(key, holder)));
    }

    /// Whether a job that must wait has the id of a job that has not ended. Such a job could never
    /// start.
    private boolean isIdTaken(JobLifecycle job) {
        Optional<JobLifecycle> namesake =
                latest.apply(job.id()).filter(other -> other != job && other.goesOn());
        namesake.ifPresent(other -> job.pending().answer(StartRefusals.idTaken(other)));
        return namesake.isPresent();
    }

    private boolean queued(JobLifecycle job, TypeGate.Ticket<JobLifecycle> ticket) {
        if (isIdTaken(job)) {
            gates.leave(job.request().type(), ticket);
            return false;
        }
        job.request().policy().unique().ifPresent(key -> keys.put(key, job));
        job.pending().answer(new JobStart.Queued(job.id()));
        job.queued(ticket);
        gates.wake(job.request().type());
        return false;
    }

    private boolean waitForOthers(JobLifecycle job) {
        List<JobLifecycle> open = new ArrayList<>();
        Optional<JobLifecycle> failed = Optional.empty();
        for (String id : job.request().after()) {
            Optional<JobLifecycle> other = latest.apply(id);
            if (other.isEmpty()) {
                job.pending().answer(StartRefusals.noSuchPredecessor(id));
                return false;
            }
            if (other.get().goesOn()) {
                open.add(other.get());
            } else if (failed.isEmpty() && other.get().status() != JobStatus.DONE) {
                failed = other;
            }
        }
        if (isIdTaken(job)) {
            return false;
        }
        if (failed.isPresent()) {
            job.pending().answer(new JobStart.Skipped(Optional.of(job.id())));
            job.skip(failed.get());
            return false;
        }
        job.request().policy().unique().ifPresent(key -> keys.put(key, job));
        job.pending().answer(new JobStart.Waiting(job.id()));
        job.pending().waitsFor(Math.max(1, open.size()));
        job.waits();
        open.forEach(
                other -> successors.computeIfAbsent(other, same -> new ArrayList<>(1)).add(job));
        if (open.isEmpty()) {
            predecessorDone(job);
        }
        return false;
    }

    private void predecessorDone(JobLifecycle job) {
        if (!job.pending().predecessorDone()) {
            return;
        }
        Optional<TypeGate.Ticket<JobLifecycle>> ticket =
                gates.enterLate(
                        job.request().type(), job, job.request().policy().admission(), now());
        if (ticket.isPresent()) {
            job.queued(ticket.get());
            gates.wake(job.request().type());
        } else {
            job.leftOut();
        }
    }

    /// A job that waits has its turn.
    ///
    /// @return whether it may start
    boolean turn(JobLifecycle job) {
        Optional<Permit<JobLifecycle>> permit =
                job.pending()
                        .ticket()
                        .flatMap(ticket -> gates.turn(job.request().type(), ticket, now()));
        permit.ifPresent(job::hasPermit);
        return permit.isPresent();
    }

    /// A job that has ended is started again by hand.
    ///
    /// @return whether it may start
    boolean enterAgain(JobLifecycle job) {
        Optional<String> key = job.request().policy().unique();
        if (key.isPresent() && keys.getOrDefault(key.get(), job) != job) {
            return false;
        }
        if (job.request().type().isPresent() && !job.isFromStore()) {
            Optional<Permit<JobLifecycle>> permit =
                    gates.permitAgain(
                            job.request().type(), job, job.request().policy().admission(), now());
            if (permit.isEmpty()) {
                return false;
            }
            job.hasPermit(permit.get());
        }
        key.ifPresent(it -> keys.put(it, job));
        return true;
    }

    // ---- ending

    /// The job needs its permit no more.
    ///
    /// @param hasStarted whether it has started with it
    void release(JobLifecycle job, Permit<JobLifecycle> permit, boolean hasStarted) {
        gates.release(job.request().type(), permit, hasStarted);
    }

    /// The start of a job that had waited was broken off: the job waits again, as the first one.
    void waitAgain(JobLifecycle job, TypeGate.Ticket<JobLifecycle> ticket) {
        gates.giveBack(job.request().type(), ticket);
    }

    /// The job waits no more.
    void leave(JobLifecycle job, TypeGate.Ticket<JobLifecycle> ticket) {
        gates.leave(job.request().type(), ticket);
    }

    /// The job needs its key no more.
    void releaseKey(JobLifecycle job) {
        job.request().policy().unique().ifPresent(key -> keys.remove(key, job));
    }

    /// The job has ended: tells the jobs that wait for it. Some of them may end because of that. A
    /// chain of such jobs may be long, so this is a loop and no recursion.
    void ended(JobLifecycle job) {
        releaseKey(job);
        if (!successors.containsKey(job)) {
            return;
        }
        ended.add(job);
        if (drawing) {
            return;
        }
        drawing = true;
        for (JobLifecycle next = ended.poll(); next != null; next = ended.poll()) {
            List<JobLifecycle> waiting = successors.remove(next);
            for (JobLifecycle each : waiting == null ? List.<JobLifecycle>of() : waiting) {
                if (!each.isWaiting()) {
                    continue; // it was cancelled, or another predecessor has failed
                }
                if (next.status() == JobStatus.DONE) {
                    predecessorDone(each);
                } else {
                    each.skip(next);
                }
            }
        }
        drawing = false;
    }

    // ---- the queue

    /// Tells the queue that a job of a type may be able to start. A process of its own tells it:
    /// the calling thread may belong to a process that has been killed, and such a process sends
    /// nothing any more.
    private void tellQueue(Optional<String> type) {
        teller.accept(() ->
                node.whereis(Jobber.QUEUE)
                        .ifPresent(queue -> GenServer.cast(queue, new JobQueue.Look(type))));
    }

    /// The queue looks at a type.
    ///
    /// @return what it is to do
    TypeGate.Step<JobLifecycle> next(Optional<String> type) {
        return gates.next(type, now());
    }

    // ---- looking and changing

    /// The types, with what they say and which of their jobs wait for room.
    TypeGates<JobLifecycle> gates() {
        return gates;
    }

    /// Sets whether jobs of all types are refused.
    void setDraining(boolean none) {
        draining = none;
    }

    private long now() {
        return node.clock().nanoTime();
    }
}
