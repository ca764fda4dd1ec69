package dev.jobber.job.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Where the jobs of one type start: which jobs have a permit, which wait for one, and which has
/// its turn.
///
/// What holds at any time:
///
/// - The permits are those that stand in one line, and no number is kept beside it. So none is lost
///   or doubled as long as each leaves the line once, and [Line] refuses a second time.
/// - A job gets a permit only while fewer have one than its limit allows, and only if its rate
///   allows one more start now. Both are read at that moment, so a limit can change at any time.
/// - A job that arrives gets no permit while another job waits, so no job that waits is overtaken.
/// - A job has a permit or a ticket, or neither, and never both.
///
/// Has no clock and no thread. Not for use by several threads at once: the owner guards it.
///
/// @param <T> a job
public final class TypeGate<T> {
    private JobPolicy policy = JobPolicy.NONE;
    private Flow flow = Flow.OPEN;
    private final Line<Permit<T>> permits = new Line<>();
    private final Line<Ticket<T>> replacing = new Line<>();

    /// By priority, the highest first; no line in it is empty.
    private final NavigableMap<Integer, Line<Ticket<T>>> queue =
            new TreeMap<>(Comparator.reverseOrder());

    private int queued;
    private final StartTimes starts = new StartTimes();

    /// A gate that is open and has no policy.
    public TypeGate() {}

    /// The leave of a job to run.
    ///
    /// @param <T> a job
    public static final class Permit<T> extends Line.Place<Permit<T>> {
        private final T job;
        private final long since;

        /// The job is being stopped so that others may start.
        private boolean leaves;

        private Permit(T job, long since) {
            this.job = job;
            this.since = since;
        }
    }

    /// The place of a job that waits.
    ///
    /// @param <T> a job
    public static final class Ticket<T> extends Line.Place<Ticket<T>> {
        private final T job;
        private final AdmissionPolicy own;
        private final int priority;
        private final boolean replaces;

        private Ticket(T job, AdmissionPolicy own, int priority, boolean replaces) {
            this.job = job;
            this.own = own;
            this.priority = priority;
            this.replaces = replaces;
        }

        /// The job that waits.
        public T job() {
            return job;
        }

        /// Whether it waits for the end of a job that is stopped for it.
        public boolean replaces() {
            return replaces;
        }
    }

    /// What comes of a start.
    ///
    /// @param <T> a job
    public sealed interface Entry<T> {
        /// It has a permit.
        record Admitted<T>(Permit<T> permit) implements Entry<T> {}

        /// It waits.
        record Queued<T>(Ticket<T> ticket) implements Entry<T> {}

        /// It is left out.
        record Skipped<T>() implements Entry<T> {}

        /// It is refused.
        ///
        /// @param policy what the start and its type say together
        record Refused<T>(Cause cause, AdmissionPolicy policy, TypeInfo.Load load)
                implements Entry<T> {}
    }

    /// Why a start is refused.
    public enum Cause {
        /// As many jobs run as may.
        LIMIT,
        /// As many jobs have started as may within the time of the rate.
        RATE,
        /// There may be room, but others wait for it.
        OTHERS_WAIT,
        /// As many jobs wait as may.
        QUEUE_FULL,
        /// The type takes no more jobs.
        DRAINING
    }

    /// What is to be done for those that wait.
    ///
    /// @param <T> a job
    public sealed interface Step<T> {
        /// The job of this ticket may start.
        record Start<T>(Ticket<T> ticket) implements Step<T> {}

        /// The next may start when this time has passed.
        record Wait<T>(Duration time) implements Step<T> {}

        /// These jobs are to be stopped; the next may start when they are gone.
        record Stop<T>(List<T> jobs) implements Step<T> {}

        /// Nothing until something changes.
        record Nothing<T>() implements Step<T> {}
    }

    // ---- jobs that arrive

    /// A job wants to start.
    ///
    /// @param own what its start says
    /// @param now nanoseconds of a clock that never goes back
    public Entry<T> enter(T job, AdmissionPolicy own, long now) {
        if (flow == Flow.DRAINING) {
            return refused(Cause.DRAINING, own);
        }
        AdmissionPolicy both = effective(own);
        Optional<Cause> inTheWay = inTheWay(both, now);
        if (inTheWay.isEmpty() && flow == Flow.OPEN) {
            return new Entry.Admitted<>(permit(job, now));
        }
        if (flow == Flow.OPEN && hasRoomForAll(both)) {
            return queued(job, own, false);
        }
        return switch (both.whenFullOrReject()) {
            case SKIP -> new Entry.Skipped<>();
            case REJECT ->
                    flow == Flow.OPEN
                            ? refused(inTheWay.orElseThrow(), own)
                            : queued(job, own, false);
            case QUEUE -> queued(job, own, false);
            case REPLACE ->
                    flow == Flow.OPEN && permits.isEmpty() && !allowsAny(both)
                            ? refused(Cause.LIMIT, own)
                            : queued(job, own, flow == Flow.OPEN);
        };
    }

    /// With a limit of 0 there is nothing to replace, and there never will be.
    private static boolean allowsAny(AdmissionPolicy both) {
        return both.limitOrNone().allows(0);
    }

    /// Whether others wait, as after a pause, and there is room for all of them and for this job.
    /// Then it waits behind them, even if its policy refuses a job for which there is no room.
    private boolean hasRoomForAll(AdmissionPolicy both) {
        return queued > 0
                && replacing.isEmpty()
                && both.rateOrNone().equals(Rate.NONE)
                && both.limitOrNone().allows(permits.size() + queued);
    }

    private AdmissionPolicy effective(AdmissionPolicy own) {
        return own.or(policy.admission());
    }

    private Optional<Cause> inTheWay(AdmissionPolicy both, long now) {
        if (queued > 0) {
            return Optional.of(
                    both.limitOrNone().allows(permits.size()) ? Cause.OTHERS_WAIT : Cause.LIMIT);
        }
        if (!both.limitOrNone().allows(permits.size())) {
            return Optional.of(Cause.LIMIT);
        }
        return starts.untilNext(both.rateOrNone(), now).isZero()
                ? Optional.empty()
                : Optional.of(Cause.RATE);
    }

    private Entry<T> refused(Cause cause, AdmissionPolicy own) {
        return new Entry.Refused<>(cause, effective(own), load());
    }

    private Entry<T> queued(T job, AdmissionPolicy own, boolean replaces) {
        AdmissionPolicy both = effective(own);
        return queued >= both.queueMaxOrDefault()
                ? refused(Cause.QUEUE_FULL, own)
                : new Entry.Queued<>(wait(job, own, replaces));
    }

    /// Lets a job wait that has waited elsewhere, even if more wait than may.
    ///
    /// @return its ticket; empty if it is to be left out because there is no room
    public Optional<Ticket<T>> enterLate(T job, AdmissionPolicy own, long now) {
        AdmissionPolicy both = effective(own);
        boolean skipped =
                both.whenFullOrReject() == WhenFull.SKIP
                        && (flow == Flow.PAUSED || inTheWay(both, now).isPresent());
        return skipped ? Optional.empty() : Optional.of(wait(job, own, false));
    }

    private Ticket<T> wait(T job, AdmissionPolicy own, boolean replaces) {
        var ticket = new Ticket<T>(job, own, effective(own).priorityOrDefault(), replaces);
        lineOf(ticket).addLast(ticket);
        queued++;
        return ticket;
    }

    private Line<Ticket<T>> lineOf(Ticket<T> ticket) {
        return ticket.replaces
                ? replacing
                : queue.computeIfAbsent(ticket.priority, same -> new Line<>());
    }

    private Permit<T> permit(T job, long now) {
        starts.add(now);
        var permit = new Permit<T>(job, now);
        permits.addLast(permit);
        return permit;
    }

    // ---- jobs that wait

    /// What is to be done for those that wait.
    ///
    /// @param now nanoseconds of a clock that never goes back
    public Step<T> next(long now) {
        Optional<Ticket<T>> first = first();
        if (first.isEmpty() || flow == Flow.PAUSED) {
            return new Step.Nothing<>();
        }
        AdmissionPolicy both = effective(first.get().own);
        Duration untilNext = starts.untilNext(both.rateOrNone(), now);
        if (!untilNext.isZero()) {
            return new Step.Wait<>(untilNext);
        }
        Limit limit = both.limitOrNone();
        if (limit.allows(permits.size())) {
            return new Step.Start<>(first.get());
        }
        return first.get().replaces
                ? stopTheOldest(limit.most().orElseThrow())
                : new Step.Nothing<>();
    }

    private Optional<Ticket<T>> first() {
        if (!replacing.isEmpty()) {
            return Optional.of(replacing.first());
        }
        return queue.isEmpty()
                ? Optional.empty()
                : Optional.of(queue.values().iterator().next().first());
    }

    /// The oldest jobs: as many as must end so that all jobs that replace others have room.
    private Step<T> stopTheOldest(int limit) {
        List<Permit<T>> staying = new ArrayList<>();
        permits.forEach(permit -> {
            if (!permit.leaves) {
                staying.add(permit);
            }
        });
        int room = Math.max(0, limit - replacing.size());
        if (staying.size() <= room) {
            return new Step.Nothing<>();
        }
        List<Permit<T>> oldest = staying.subList(0, staying.size() - room);
        oldest.forEach(permit -> permit.leaves = true);
        return new Step.Stop<>(oldest.stream().map(permit -> permit.job).toList());
    }

    /// A job that waits wants to start now.
    ///
    /// @return its permit, and it waits no more; empty if it is not its turn
    public Optional<Permit<T>> turn(Ticket<T> ticket, long now) {
        if (next(now) instanceof Step.Start<T>(Ticket<T> first) && first == ticket) {
            leave(ticket);
            return Optional.of(permit(ticket.job, now));
        }
        return Optional.empty();
    }

    /// Its start was broken off: it waits again, in front of all others of its priority.
    public void giveBack(Ticket<T> ticket) {
        lineOf(ticket).addFirst(ticket);
        queued++;
    }

    /// It waits no more. Throws [IllegalStateException] if it does not wait.
    public void leave(Ticket<T> ticket) {
        Line<Ticket<T>> line = lineOf(ticket);
        line.leave(ticket);
        queued--;
        if (line.isEmpty()) {
            queue.remove(ticket.priority, line);
        }
    }

    // ---- jobs that end

    /// The job has ended: its permit is free.
    public void release(Permit<T> permit) {
        permits.leave(permit);
    }

    /// The start did not come about: its permit is free, and it does not count as a start.
    public void revoke(Permit<T> permit) {
        permits.leave(permit);
        starts.remove(permit.since);
    }

    /// A permit for a job that ran before and is started again by hand; it counts as no start.
    ///
    /// @return empty if its limit does not allow it
    public Optional<Permit<T>> permitAgain(T job, AdmissionPolicy own, long now) {
        if (!effective(own).limitOrNone().allows(permits.size())) {
            return Optional.empty();
        }
        var permit = new Permit<T>(job, now);
        permits.addLast(permit);
        return Optional.of(permit);
    }

    // ---- looking and changing

    /// What its type says.
    public JobPolicy policy() {
        return policy;
    }

    /// From now on its type says this. Jobs with a permit keep it.
    public void setPolicy(JobPolicy newPolicy) {
        policy = newPolicy;
    }

    /// Whether jobs may start.
    public Flow flow() {
        return flow;
    }

    /// Lets jobs start, or not.
    public void setFlow(Flow newFlow) {
        flow = newFlow;
    }

    /// How many have permits, and how many wait.
    public TypeInfo.Load load() {
        return permits.isEmpty() && queued == 0
                ? TypeInfo.Load.NONE
                : new TypeInfo.Load(permits.size(), queued);
    }

    /// Whether any job waits.
    public boolean hasWaiting() {
        return queued > 0;
    }

    /// The jobs that wait, in the order in which they start.
    public List<T> waiting() {
        List<T> jobs = new ArrayList<>(queued);
        replacing.forEach(ticket -> jobs.add(ticket.job));
        queue.values().forEach(line -> line.forEach(ticket -> jobs.add(ticket.job)));
        return Collections.unmodifiableList(jobs);
    }

    /// Whether it is as a new gate.
    public boolean isIdle() {
        return permits.isEmpty()
                && queued == 0
                && flow == Flow.OPEN
                && starts.isEmpty()
                && policy.equals(JobPolicy.NONE);
    }
}
