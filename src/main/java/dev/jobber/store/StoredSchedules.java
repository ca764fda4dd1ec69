package dev.jobber.store;

import dev.jobber.job.JobStart;
import dev.jobber.job.durable.Definition;
import dev.jobber.job.durable.DurableSchedule;
import dev.jobber.job.durable.DurableSchedules;
import dev.jobber.job.durable.DurableStart;
import dev.jobber.job.durable.StoreException;
import dev.jobber.job.identity.LazySecureRandom;
import dev.jobber.job.schedule.FreeNames;
import dev.jobber.job.schedule.KeptPlanner;
import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.otp.Event;
import dev.jobber.store.sql.Database;
import dev.jobber.store.sql.Transaction;
import dev.jobber.store.sql.Work;
import dev.jobber.store.table.Admission;
import dev.jobber.store.table.Firing;
import dev.jobber.store.table.ScheduleRows;
import dev.jobber.store.table.ScheduleRows.Course;
import dev.jobber.store.table.ScheduleRows.Stored;
import dev.jobber.store.table.ScheduleRows.What;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The schedules of the store. Each node looks for runs that are due, and [Firing] sees to it that
/// each run is started by one of them.
final class StoredSchedules implements DurableSchedules {
    /// How often it is looked for runs that are due. A run that comes sooner is waited for.
    static final Duration LOOK = Duration.ofSeconds(1);

    /// A schedule that this node cannot read is not tried again here before this time.
    private static final Duration UNABLE = Duration.ofSeconds(30);

    /// How long a user who types a name waits for the store.
    private static final Duration QUICK = Duration.ofMillis(200);

    private final Database database;
    private final NodeState state;
    private final StoreListener listener;
    private final Runner runner;
    private final Starts starts;
    private final KeptPlanner planner = new KeptPlanner(new LazySecureRandom());
    private final AtomicBoolean looking = new AtomicBoolean();

    /// The schedules that this node is about to do something for.
    private final Set<String> firing = ConcurrentHashMap.newKeySet();

    /// The schedules that this node could not read, and until when it does not try again.
    private final Map<String, Long> unable = new ConcurrentHashMap<>();

    private volatile boolean runsWait;

    /// Runs jobs of the store.
    interface Runner {
        /// Has work done in a process of its own, which may wait.
        void spawn(Runnable work);

        /// The start that a definition describes.
        DurableStart read(Definition definition);

        /// Does at once what cannot wait when the transaction of a start has been committed. Called
        /// by the thread that has done that, before it does anything else.
        ///
        /// @return what remains to be done, which may wait
        Supplier<JobStart> begin(Admission.Entry entry);
    }

    StoredSchedules(
            Database database,
            NodeState state,
            StoreListener listener,
            Runner runner,
            Starts starts) {
        this.database = database;
        this.state = state;
        this.listener = listener;
        this.runner = runner;
        this.starts = starts;
    }

    // ---- what users do

    @Override
    public ScheduleInfo add(DurableSchedule given, boolean isNamed) {
        var _ = Starts.text(given.start().definition());
        ScheduleInfo added =
                change(
                                transaction -> {
                                    ScheduleRows.lockNames(transaction);
                                    String name =
                                            isNamed ? given.name() : freeName(transaction, given);
                                    Optional<Stored> schedule = schedule(transaction, given, name);
                                    if (schedule.isPresent()) {
                                        ScheduleRows.put(transaction, schedule.get());
                                    }
                                    return schedule.map(Stored::info);
                                })
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "expected a schedule that has a run to come, got: "
                                                + given.text().line()));
        unable.remove(added.name());
        look();
        return added;
    }

    /// The schedule as it is written; empty if no run of it would come.
    private Optional<Stored> schedule(Transaction transaction, DurableSchedule given, String name)
            throws SQLException {
        var what = new What(given.text(), given.when());
        var now = Instant.ofEpochMilli(transaction.now());
        Optional<Stored> same =
                ScheduleRows.find(transaction, name)
                        .filter(known -> known.course().next().isPresent() && known.isLike(what));
        return same.map(known ->
                        new Stored(
                                name,
                                what,
                                given.start().definition(),
                                known.course(),
                                known.tally()))
                .or(() ->
                        planner.first(given.when().timing(), given.when().rules(), now)
                                .map(first ->
                                        new Stored(
                                                name,
                                                what,
                                                given.start().definition(),
                                                new Course(now, Optional.of(first), 0),
                                                ScheduleInfo.Tally.NONE)));
    }

    private static String freeName(Transaction transaction, DurableSchedule given)
            throws SQLException {
        var what = new What(given.text(), given.when());
        List<FreeNames.Known> known =
                ScheduleRows.all(transaction).stream()
                        .map(each ->
                                new FreeNames.Known(each.name(), each.isLike(what), hasEnded(each)))
                        .toList();
        return FreeNames.of(given.name(), known);
    }

    private static boolean hasEnded(Stored schedule) {
        return schedule.course().next().isEmpty() && schedule.course().waiting() == 0;
    }

    @Override
    public Optional<ScheduleInfo> remove(String name) {
        return change(transaction -> {
            Optional<Stored> found = ScheduleRows.find(transaction, name);
            ScheduleRows.remove(transaction, name);
            return found.map(Stored::info);
        });
    }

    @Override
    public List<ScheduleInfo> all() {
        return Answers.of(database.ask(ScheduleRows::all, Answers.TRIED)).stream()
                .map(Stored::info)
                .toList();
    }

    @Override
    public List<String> names() {
        CompletableFuture<List<String>> names = database.ask(ScheduleRows::names, QUICK);
        try {
            return names.get(QUICK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException away) {
            names.cancel(false);
            return List.of();
        }
    }

    @Override
    public Map<String, Definition> definitions() {
        return Answers.of(database.ask(ScheduleRows::all, Answers.TRIED)).stream()
                .collect(Collectors.toMap(Stored::name, Stored::definition));
    }

    private <T> T change(Work<T> work) {
        return Answers.of(database.change(work, Answers.TRIED));
    }

    // ---- runs

    /// An end of a job may let a run start that waits for it.
    void jobEnded() {
        if (runsWait) {
            look();
        }
    }

    /// Looks for runs that are due.
    void look() {
        if (!mayFire() || !looking.compareAndSet(false, true)) {
            return;
        }
        var _ =
                database.ask(ScheduleRows::due, state.lease().length())
                        .whenComplete((due, problem) -> {
                            looking.set(false);
                            Optional.ofNullable(due).ifPresent(this::looked);
                        });
    }

    private boolean mayFire() {
        return !state.isEnding() && !state.isDraining() && state.lease().isHeld();
    }

    private void looked(ScheduleRows.Due due) {
        runsWait = due.runsWait();
        long now = System.nanoTime();
        unable.values().removeIf(until -> now - until >= 0);
        for (Stored schedule : due.withWork()) {
            if (!unable.containsKey(schedule.name()) && firing.add(schedule.name())) {
                runner.spawn(() -> fire(schedule));
            }
        }
        due.millis()
                .filter(millis -> millis < LOOK.toMillis())
                .ifPresent(millis ->
                        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
                                .execute(this::look));
    }

    private void fire(Stored schedule) {
        boolean isHandedOver = false;
        try {
            DurableStart start = runner.read(schedule.definition());
            var _ =
                    database.change(
                                    transaction -> fire(transaction, schedule.name(), start),
                                    state.lease().length(),
                                    this::begin)
                            .whenComplete((fired, problem) -> {
                                firing.remove(schedule.name());
                                Optional.ofNullable(fired).ifPresent(this::fired);
                            });
            isHandedOver = true;
        } catch (StoreException unreadable) {
            unable.put(schedule.name(), System.nanoTime() + UNABLE.toNanos());
            listener.told(
                    Event.Level.WARNING,
                    "a run of the schedule "
                            + schedule.name()
                            + " waits for another node: "
                            + unreadable.sentence());
        } finally {
            if (!isHandedOver) {
                firing.remove(schedule.name());
            }
        }
    }

    private Firing.Fired fire(Transaction transaction, String name, DurableStart start)
            throws SQLException {
        Admission.Node node = start.obstacle().isEmpty() ? state.node() : state.nodeWithoutRoom();
        return Firing.fire(
                transaction,
                name,
                new Firing.Run(start.definition(), start.request().after(), node),
                () -> starts.job(start),
                planner);
    }

    /// Called by the thread that has claimed jobs for these runs.
    private void begin(Firing.Fired fired) {
        for (Admission.Entry entry : fired.entries()) {
            Supplier<JobStart> rest = runner.begin(entry);
            runner.spawn(() -> {
                var _ = rest.get();
            });
        }
    }

    /// Called by a thread of the database.
    private void fired(Firing.Fired fired) {
        fired.events().forEach(event -> listener.told(event.level(), event.message()));
        if (!fired.entries().isEmpty()) {
            look();
        }
    }
}
