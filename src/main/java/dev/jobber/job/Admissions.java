package dev.jobber.job;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.Flow;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.Rate;
import dev.jobber.job.policy.TypeGate;
import dev.jobber.job.policy.TypeGate.Permit;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.ProcessCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Which jobs may start: the gates of their types, the keys that are taken, and which job waits for
/// which other.
///
/// What holds at any time:
///
/// - A job that waits stands here and nowhere else, so it is lost with no process. [JobQueue] is
///   told that there is something to do; if it dies, the next one looks at everything.
/// - After each change that may let a waiting job start, the queue is told: an end, a start that
///   did not come about, a new policy, a resumed type, a job that begins to wait, a new JobRunner.
/// - A key is taken exactly while the job that has it has not ended.
///
/// The monitor of the table guards it.
final class Admissions {
    private final Node node;
    private final Function<String, Optional<JobLifecycle>> latest;
    private final Consumer<ProcessCode> teller;
    private final Map<Optional<String>, TypeGate<JobLifecycle>> gates = new HashMap<>();
    private final Map<String, JobLifecycle> keys = new HashMap<>();
    private final Map<JobLifecycle, List<JobLifecycle>> successors = new HashMap<>();

    /// The types that the queue has been told of and has not looked at since.
    private final Set<Optional<String>> woken = new HashSet<>();

    /// Ends whose consequences are still to be drawn.
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
                gate(Optional.of(type))
                        .setPolicy(
                                JobPolicy.NONE.withAdmission(
                                        AdmissionPolicy.NONE.withLimit(Limit.of(most)))));
    }

    private TypeGate<JobLifecycle> gate(Optional<String> type) {
        return gates.computeIfAbsent(type, same -> new TypeGate<>());
    }

    private void forgetIfIdle(Optional<String> type, TypeGate<JobLifecycle> gate) {
        if (gate.isIdle()) {
            gates.remove(type);
        }
    }

    // ---- starting

    /// May a start of this have to wait for its turn?
    boolean mayWait(JobRequest request) {
        if (request.origin() instanceof JobRequest.Origin.Store) {
            return false;
        }
        TypeGate<JobLifecycle> gate = gates.get(request.type());
        AdmissionPolicy own = request.policy().admission();
        AdmissionPolicy both = gate == null ? own : own.or(gate.policy().admission());
        return !request.after().isEmpty()
                || (gate != null && gate.flow() == Flow.PAUSED)
                || both.mayWait();
    }

    /// A job wants to start for the first time.
    ///
    /// @return whether it may now; if not, what its start is answered is in its [Pending]
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
            TypeGate<JobLifecycle> gate = gate(request.type());
            TypeGate.Entry<JobLifecycle> entry =
                    gate.enter(job, request.policy().admission(), now());
            forgetIfIdle(request.type(), gate);
            switch (entry) {
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

    /// Why it is refused whatever its type says.
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

    /// A job that does not start now, and has an id that a running job has, never could.
    private boolean isIdTaken(JobLifecycle job) {
        Optional<JobLifecycle> namesake =
                latest.apply(job.id()).filter(other -> other != job && other.goesOn());
        namesake.ifPresent(other -> job.pending().answer(StartRefusals.idTaken(other)));
        return namesake.isPresent();
    }

    private boolean queued(JobLifecycle job, TypeGate.Ticket<JobLifecycle> ticket) {
        if (isIdTaken(job)) {
            gate(job.request().type()).leave(ticket);
            return false;
        }
        job.request().policy().unique().ifPresent(key -> keys.put(key, job));
        job.pending().answer(new JobStart.Queued(job.id()));
        job.queued(ticket);
        wake(job.request().type());
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
        TypeGate<JobLifecycle> gate = gate(job.request().type());
        Optional<TypeGate.Ticket<JobLifecycle>> ticket =
                gate.enterLate(job, job.request().policy().admission(), now());
        if (ticket.isPresent()) {
            job.queued(ticket.get());
            wake(job.request().type());
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
                        .flatMap(ticket -> gate(job.request().type()).turn(ticket, now()));
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
                    gate(job.request().type())
                            .permitAgain(job, job.request().policy().admission(), now());
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
        Optional<String> type = job.request().type();
        TypeGate<JobLifecycle> gate = gate(type);
        if (hasStarted) {
            gate.release(permit);
        } else {
            gate.revoke(permit);
        }
        forgetIfIdle(type, gate);
        wake(type);
    }

    /// The start of a job that had waited was broken off: it waits again, in front.
    void waitAgain(JobLifecycle job, TypeGate.Ticket<JobLifecycle> ticket) {
        gate(job.request().type()).giveBack(ticket);
        wake(job.request().type());
    }

    /// The job waits no more.
    void leave(JobLifecycle job, TypeGate.Ticket<JobLifecycle> ticket) {
        Optional<String> type = job.request().type();
        TypeGate<JobLifecycle> gate = gate(type);
        gate.leave(ticket);
        forgetIfIdle(type, gate);
        wake(type); // another is the first now
    }

    /// The job needs its key no more.
    void releaseKey(JobLifecycle job) {
        job.request().policy().unique().ifPresent(key -> keys.remove(key, job));
    }

    /// The job has ended. A loop draws the consequences, since those may be ends too, and a chain
    /// of jobs that wait for one another may be long.
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
    private void wake(Optional<String> type) {
        TypeGate<JobLifecycle> gate = gates.get(type);
        if (gate != null && gate.hasWaiting() && woken.add(type)) {
            teller.accept(() ->
                    node.whereis(Jobber.QUEUE)
                            .ifPresent(queue -> GenServer.cast(queue, new JobQueue.Look(type))));
        }
    }

    /// Tells it of all types: there is a new JobRunner.
    void wakeAll() {
        List.copyOf(gates.keySet()).forEach(this::wake);
    }

    /// A queue begins. What others were told is lost.
    ///
    /// @return the types to look at
    List<Optional<String>> queueBegan() {
        woken.clear();
        return gates.entrySet().stream()
                .filter(each -> each.getValue().hasWaiting())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The queue looks at a type.
    ///
    /// @return what it is to do
    TypeGate.Step<JobLifecycle> next(Optional<String> type) {
        woken.remove(type);
        TypeGate<JobLifecycle> gate = gates.get(type);
        return gate == null ? new TypeGate.Step.Nothing<>() : gate.next(now());
    }

    /// Was the queue told to look at a type, and has not looked since?
    boolean isToLook(Optional<String> type) {
        return woken.contains(type);
    }

    /// Could a job of a type start that waits?
    boolean canStart(Optional<String> type) {
        TypeGate<JobLifecycle> gate = gates.get(type);
        return gate != null && gate.next(now()) instanceof TypeGate.Step.Start<JobLifecycle>;
    }

    // ---- looking and changing

    /// A look at a type.
    TypeInfo info(String type) {
        TypeGate<JobLifecycle> gate = gates.get(Optional.of(type));
        return gate == null
                ? new TypeInfo(type, JobPolicy.NONE, Flow.OPEN, TypeInfo.Load.NONE)
                : new TypeInfo(type, gate.policy(), gate.flow(), gate.load());
    }

    /// What a type says of its jobs.
    JobPolicy policy(Optional<String> type) {
        TypeGate<JobLifecycle> gate = type.isEmpty() ? null : gates.get(type);
        return gate == null ? JobPolicy.NONE : gate.policy();
    }

    /// From now on a type says this, and what it said before of the rest.
    void change(String name, JobPolicy change) {
        Optional<String> type = Optional.of(name);
        TypeGate<JobLifecycle> gate = gate(type);
        gate.setPolicy(withoutNone(change.or(gate.policy())));
        forgetIfIdle(type, gate);
        wake(type);
    }

    /// No limit and no rate is what a type has that says nothing.
    private static JobPolicy withoutNone(JobPolicy policy) {
        AdmissionPolicy said = policy.admission();
        return policy.withAdmission(
                new AdmissionPolicy(
                        said.limit().filter(limit -> !limit.equals(Limit.NONE)),
                        said.whenFull(),
                        said.queueMax(),
                        said.rate().filter(rate -> !rate.equals(Rate.NONE)),
                        said.priority()));
    }

    /// Lets the jobs of a type start, or not.
    void setFlow(String name, Flow flow) {
        Optional<String> type = Optional.of(name);
        TypeGate<JobLifecycle> gate = gate(type);
        gate.setFlow(flow);
        forgetIfIdle(type, gate);
        wake(type);
    }

    /// Takes no job of any type, or does again.
    void setDraining(boolean none) {
        draining = none;
    }

    boolean isDraining() {
        return draining;
    }

    /// The types that say something, or have jobs that run or wait.
    List<String> types() {
        return gates.keySet().stream().flatMap(Optional::stream).sorted().toList();
    }

    /// The jobs of a type that wait for room, in the order in which they start.
    List<JobLifecycle> waiting(Optional<String> type) {
        TypeGate<JobLifecycle> gate = gates.get(type);
        return gate == null ? List.of() : gate.waiting();
    }

    private long now() {
        return node.clock().nanoTime();
    }
}
