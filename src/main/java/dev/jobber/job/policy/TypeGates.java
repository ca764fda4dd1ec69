package dev.jobber.job.policy;

import dev.jobber.job.policy.TypeGate.Entry;
import dev.jobber.job.policy.TypeGate.Permit;
import dev.jobber.job.policy.TypeGate.Step;
import dev.jobber.job.policy.TypeGate.Ticket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The gates of all types. Jobs without a type have a gate too, for those of them that wait.
///
/// What holds at any time:
///
/// - A type has a gate as long as it says something, or has jobs that run or wait.
/// - After each change that may let a waiting job start, the queue is told of the type: an end, a
///   start that did not come about, a new policy, a resumed type, a job that begins to wait. It is
///   told once until it looks.
///
/// Has no clock and no thread. Not for use by several threads at once: the owner guards it. Each
/// `now` is in nanoseconds of a clock that never goes back.
///
/// @param <T> a job
public final class TypeGates<T> {
    private final Map<Optional<String>, TypeGate<T>> gates = new HashMap<>();

    /// The types that the queue has been told of and has not looked at since.
    private final Set<Optional<String>> woken = new HashSet<>();

    private final Consumer<Optional<String>> queue;

    /// @param queue is told of a type whose next job may be able to start
    public TypeGates(Consumer<Optional<String>> queue) {
        this.queue = queue;
    }

    private TypeGate<T> gate(Optional<String> type) {
        return gates.computeIfAbsent(type, same -> new TypeGate<>());
    }

    private void changed(Optional<String> type, TypeGate<T> gate) {
        if (gate.isIdle()) {
            gates.remove(type);
        }
        wake(type);
    }

    // ---- which jobs start

    /// Whether a start may have to wait for its turn.
    ///
    /// @param own what the start says
    public boolean mayWait(Optional<String> type, AdmissionPolicy own) {
        TypeGate<T> gate = gates.get(type);
        return gate == null
                ? own.mayWait()
                : gate.flow() == Flow.PAUSED || own.or(gate.policy().admission()).mayWait();
    }

    /// A job wants to start: [TypeGate#enter].
    public Entry<T> enter(Optional<String> type, T job, AdmissionPolicy own, long now) {
        TypeGate<T> gate = gate(type);
        Entry<T> entry = gate.enter(job, own, now);
        if (gate.isIdle()) {
            gates.remove(type);
        }
        return entry;
    }

    /// A job that has waited elsewhere waits here: [TypeGate#enterLate].
    public Optional<Ticket<T>> enterLate(
            Optional<String> type, T job, AdmissionPolicy own, long now) {
        return gate(type).enterLate(job, own, now);
    }

    /// A job that waits wants to start now: [TypeGate#turn].
    public Optional<Permit<T>> turn(Optional<String> type, Ticket<T> ticket, long now) {
        return gate(type).turn(ticket, now);
    }

    /// A job that has ended is started again by hand: [TypeGate#permitAgain].
    public Optional<Permit<T>> permitAgain(
            Optional<String> type, T job, AdmissionPolicy own, long now) {
        return gate(type).permitAgain(job, own, now);
    }

    /// A job needs its permit no more.
    ///
    /// @param hasStarted whether it has started with it
    public void release(Optional<String> type, Permit<T> permit, boolean hasStarted) {
        TypeGate<T> gate = gate(type);
        if (hasStarted) {
            gate.release(permit);
        } else {
            gate.revoke(permit);
        }
        changed(type, gate);
    }

    /// The start of a job that had waited was broken off: the job waits again, in front.
    public void giveBack(Optional<String> type, Ticket<T> ticket) {
        gate(type).giveBack(ticket);
        wake(type);
    }

    /// A job waits no more; another is the first now.
    public void leave(Optional<String> type, Ticket<T> ticket) {
        TypeGate<T> gate = gate(type);
        gate.leave(ticket);
        changed(type, gate);
    }

    // ---- the queue

    /// Tells the queue of a type that has jobs which wait.
    public void wake(Optional<String> type) {
        TypeGate<T> gate = gates.get(type);
        if (gate != null && gate.hasWaiting() && woken.add(type)) {
            queue.accept(type);
        }
    }

    /// Tells the queue of all types.
    public void wakeAll() {
        List.copyOf(gates.keySet()).forEach(this::wake);
    }

    /// A new queue begins: what the old one was told is lost.
    ///
    /// @return the types that it must look at
    public List<Optional<String>> queueBegan() {
        woken.clear();
        return gates.entrySet().stream()
                .filter(each -> each.getValue().hasWaiting())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The queue looks at a type.
    ///
    /// @return what it must do
    public Step<T> next(Optional<String> type, long now) {
        woken.remove(type);
        TypeGate<T> gate = gates.get(type);
        return gate == null ? new Step.Nothing<>() : gate.next(now);
    }

    /// Whether the queue was told of a type and has not looked at it since.
    public boolean isToLook(Optional<String> type) {
        return woken.contains(type);
    }

    /// Whether a job of a type that waits could start.
    public boolean canStart(Optional<String> type, long now) {
        TypeGate<T> gate = gates.get(type);
        return gate != null && gate.next(now) instanceof Step.Start<T>;
    }

    // ---- looking and changing

    /// A look at a type.
    public TypeInfo info(String type) {
        TypeGate<T> gate = gates.get(Optional.of(type));
        return gate == null
                ? new TypeInfo(type, JobPolicy.NONE, Flow.OPEN, TypeInfo.Load.NONE)
                : new TypeInfo(type, gate.policy(), gate.flow(), gate.load());
    }

    /// What a type says of its jobs.
    public JobPolicy policy(Optional<String> type) {
        TypeGate<T> gate = type.isEmpty() ? null : gates.get(type);
        return gate == null ? JobPolicy.NONE : gate.policy();
    }

    /// From now on a type says this. What the change leaves open stays as it was.
    public void change(String name, JobPolicy change) {
        Optional<String> type = Optional.of(name);
        TypeGate<T> gate = gate(type);
        gate.setPolicy(withoutNone(change.or(gate.policy())));
        changed(type, gate);
    }

    /// A type that says nothing has no limit and no rate.
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
    public void setFlow(String name, Flow flow) {
        Optional<String> type = Optional.of(name);
        TypeGate<T> gate = gate(type);
        gate.setFlow(flow);
        changed(type, gate);
    }

    /// The types that say something, or have jobs that run or wait.
    public List<String> types() {
        return gates.keySet().stream().flatMap(Optional::stream).sorted().toList();
    }

    /// The jobs of a type that wait for room, in the order in which they start.
    public List<T> waiting(Optional<String> type) {
        TypeGate<T> gate = gates.get(type);
        return gate == null ? List.of() : gate.waiting();
    }
}
