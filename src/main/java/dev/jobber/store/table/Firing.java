package dev.jobber.store.table;

import dev.jobber.job.JobStart;
import dev.jobber.job.durable.Definition;
import dev.jobber.job.durable.Order;
import dev.jobber.job.schedule.KeptPlanner;
import dev.jobber.job.schedule.KeptPlanner.Coming;
import dev.jobber.job.schedule.Overlap;
import dev.jobber.job.schedule.ScheduleEvent;
import dev.jobber.job.schedule.ScheduleEvent.Reason;
import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.store.sql.Transaction;
import dev.jobber.store.table.Admission.Entry;
import dev.jobber.store.table.JobRows.Fresh;
import dev.jobber.store.table.ScheduleRows.Course;
import dev.jobber.store.table.ScheduleRows.Open;
import dev.jobber.store.table.ScheduleRows.Stored;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts the runs of a schedule whose times have come.
///
/// What holds at any time: a run that was to come before the time of `comes` has its job, or its
/// place in `waiting`, or is counted in `skipped`; one that is to come later has none of them. All
/// of this changes in one transaction, with the row of the schedule locked. So a run is neither
/// lost nor started twice, whenever a node is killed and however many nodes look at once.
///
/// Used in one transaction.
public final class Firing {
    /// How many runs are started in one transaction.
    private static final int MOST_STARTED = 50;

    /// How many runs of a schedule may wait.
    private static final int MOST_WAITING = 10_000;

    private final Transaction transaction;
    private final KeptPlanner planner;
    private final Starter starter;
    private final List<Entry> entries = new ArrayList<>();
    private final List<ScheduleEvent> events = new ArrayList<>();

    private Firing(Transaction transaction, KeptPlanner planner, Starter starter) {
        this.transaction = transaction;
        this.planner = planner;
        this.starter = starter;
    }

    /// What a run starts, and where.
    ///
    /// @param definition that of the schedule of which this was made
    /// @param after the ids of the jobs that must be done first
    public record Run(Definition definition, List<String> after, Admission.Node node) {}

    /// Makes the job of a run.
    @FunctionalInterface
    public interface Jobs {
        /// A new job, with an id that no other one has.
        Fresh next();
    }

    /// What runs start.
    private record Starter(Run run, Jobs jobs) {}

    /// What was done.
    ///
    /// @param entries what came of the starts
    /// @param events what is to be told
    public record Fired(List<Entry> entries, List<ScheduleEvent> events) {
        static final Fired NOTHING = new Fired(List.of(), List.of());
    }

    /// Does what is to be done for a schedule now, if no other node has done it.
    public static Fired fire(
            Transaction transaction, String name, Run run, Jobs jobs, KeptPlanner planner)
            throws SQLException {
        Optional<Stored> found =
                ScheduleRows.lockWithWork(transaction, name)
                        .filter(schedule -> schedule.definition().equals(run.definition()));
        return found.isEmpty()
                ? Fired.NOTHING
                : new Firing(transaction, planner, new Starter(run, jobs)).fire(found.get());
    }

    private Fired fire(Stored found) throws SQLException {
        var now = Instant.ofEpochMilli(transaction.now());
        Stored planned = replanned(found, now);
        List<Open> open = new ArrayList<>(ScheduleRows.open(transaction, found.name()));
        Stored due =
                planned.course().next().filter(run -> !run.comes().isAfter(now)).isPresent()
                        ? come(planned, open, now)
                        : planned;
        if (due.what().when().rules().overlap() == Overlap.REPLACE && due.course().waiting() > 0) {
            stop(open);
        }
        Stored started = startWaiting(due, open, now);
        ScheduleRows.move(transaction, started);
        return new Fired(List.copyOf(entries), List.copyOf(events));
    }

    private Stored replanned(Stored schedule, Instant now) {
        Course course = schedule.course();
        ScheduleInfo.When when = schedule.what().when();
        return course.next().isPresent() && planner.isSetBack(when.timing(), course.latest(), now)
                ? schedule.with(
                        new Course(
                                now,
                                planner.first(when.timing(), when.rules(), now),
                                course.waiting()),
                        schedule.tally())
                : schedule;
    }

    /// The time of a run has come, or of several: each gets its place among those that wait for
    /// their turn, or is left out.
    private Stored come(Stored schedule, List<Open> open, Instant now) {
        ScheduleInfo.When when = schedule.what().when();
        Course before = schedule.course();
        Coming coming = planner.come(when.timing(), when.rules(), before.next().orElseThrow(), now);
        ScheduleInfo.Tally tally = schedule.tally();
        if (coming.leftOut().isPresent()) {
            KeptPlanner.LeftOut out = coming.leftOut().get();
            tally = leftOut(schedule, tally, out.runs(), out.reason());
        }
        long runs = coming.runs();
        long room =
                switch (when.rules().overlap()) {
                    case ALLOW -> runs;
                    case SKIP -> open.isEmpty() && before.waiting() == 0 ? 1 : 0;
                    case QUEUE -> Math.max(0, MOST_WAITING - before.waiting());
                    case REPLACE -> before.waiting() == 0 ? 1 : 0;
                };
        long waiting = before.waiting() + Math.min(runs, room);
        if (runs > room) {
            tally = leftOut(schedule, tally, runs - room, reason(when.rules().overlap(), open));
        }
        return schedule.with(new Course(coming.latest(), coming.next(), waiting), tally);
    }

    private static Reason reason(Overlap overlap, List<Open> open) {
        return switch (overlap) {
            case QUEUE -> new Reason.QueueFull(MOST_WAITING);
            case REPLACE -> new Reason.Replaced();
            case ALLOW, SKIP ->
                    new Reason.StillRuns(open.stream().findFirst().map(Open::id).orElse(""));
        };
    }

    private ScheduleInfo.Tally leftOut(
            Stored schedule, ScheduleInfo.Tally tally, long runs, Reason reason) {
        events.add(new ScheduleEvent.LeftOut(schedule.name(), runs, reason));
        return tally.leftOut(runs);
    }

    /// Runs that wait for room or for other jobs never start; the owners of the others are asked to
    /// stop them.
    private void stop(List<Open> open) throws SQLException {
        for (Open run : List.copyOf(open)) {
            if (run.isOwned()) {
                OrderRows.askOnce(transaction, run.number(), Order.STOP.toString());
            } else if (JobRows.cancel(transaction, run.number())) {
                open.remove(run);
            }
        }
    }

    private Stored startWaiting(Stored schedule, List<Open> open, Instant now) throws SQLException {
        ScheduleInfo.Tally tally = schedule.tally();
        Course course = schedule.course();
        boolean isAlone = schedule.what().when().rules().overlap() != Overlap.ALLOW;
        boolean runs = !open.isEmpty();
        long waiting = course.waiting();
        int tried = 0;
        while (waiting > 0 && tried < MOST_STARTED && !(isAlone && runs)) {
            waiting--;
            tried++;
            Entry entry =
                    Admission.enter(
                            transaction,
                            starter.jobs().next(),
                            starter.run().after(),
                            starter.run().node());
            entries.add(entry);
            switch (outcome(entry)) {
                case Outcome.Begun(String job) -> {
                    ScheduleRows.isRun(transaction, schedule.name(), job);
                    tally = tally.started(now);
                    events.add(new ScheduleEvent.Started(schedule.name(), job));
                    runs = true;
                }
                case Outcome.LeftOut(Reason why) -> tally = leftOut(schedule, tally, 1, why);
            }
        }
        return schedule.with(new Course(course.latest(), course.next(), waiting), tally);
    }

    private sealed interface Outcome {
        record Begun(String job) implements Outcome {}

        record LeftOut(Reason why) implements Outcome {}
    }

    private static Outcome outcome(Entry entry) {
        return switch (entry) {
            case Entry.Claimed(JobRows.Claim claim) -> new Outcome.Begun(claim.job().id());
            case Entry.Replaces(String id, var _) -> new Outcome.Begun(id);
            case Entry.Answered(JobStart.Started(var _, String id)) -> new Outcome.Begun(id);
            case Entry.Answered(JobStart.Queued(String id)) -> new Outcome.Begun(id);
            case Entry.Answered(JobStart.Waiting(String id)) -> new Outcome.Begun(id);
            case Entry.Answered(JobStart.Skipped skipped) ->
                    new Outcome.LeftOut(Reason.Refused.of(skipped));
            case Entry.Answered(JobStart.Refused refused) ->
                    new Outcome.LeftOut(new Reason.Refused(refused.message()));
        };
    }
}
