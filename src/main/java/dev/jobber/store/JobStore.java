package dev.jobber.store;

import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.JobStatus;
import dev.jobber.job.Jobber;
import dev.jobber.job.durable.DefinitionReader;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.DurableSchedules;
import dev.jobber.job.durable.DurableStart;
import dev.jobber.job.durable.GlobalNames;
import dev.jobber.job.durable.JobQuery;
import dev.jobber.job.durable.NodeInfo;
import dev.jobber.job.durable.Order;
import dev.jobber.job.durable.StoreInfo;
import dev.jobber.job.durable.StoredAttempt;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.job.history.AttemptResult;
import dev.jobber.job.policy.Flow;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.otp.Event;
import dev.jobber.store.schema.Schema;
import dev.jobber.store.sql.Database;
import dev.jobber.store.sql.Transaction;
import dev.jobber.store.sql.Work;
import dev.jobber.store.table.Admission;
import dev.jobber.store.table.AttemptRows;
import dev.jobber.store.table.JobRows;
import dev.jobber.store.table.NameRows;
import dev.jobber.store.table.NodeRows;
import dev.jobber.store.table.Owner;
import dev.jobber.store.table.TypeRows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Jobs that a database keeps.
///
/// What holds at any time:
///
/// - A start that was answered is in the database.
/// - The row of an attempt is written before its work begins, and an end counts only while the node
///   has the job and that attempt is its last.
/// - This node works on a job only while its [Lease] is held.
final class JobStore implements DurableJobs {
    /// How often it is looked whether a job has ended that is waited for.
    private static final Duration LOOK = Duration.ofMillis(100);

    /// How many jobs one question looks at.
    private static final int AT_ONCE = 500;

    private final StoreInfo.Place place;
    private final Database database;
    private final NodeState state;
    private final StoreListener listener;
    private final Starts starts = new Starts();
    private final Engine engine;
    private final StoredSchedules schedules;
    private final StoredNames names;
    private final Housekeeping housekeeping;

    JobStore(StoreInfo.Place place, Database database, NodeState state, StoreListener listener) {
        this.place = place;
        this.database = database;
        this.state = state;
        this.listener = listener;
        this.names = new StoredNames(database, state);
        this.engine = new Engine(database, state, listener, names);
        this.schedules = new StoredSchedules(database, state, listener, engine, starts);
        this.housekeeping = new Housekeeping(database);
        engine.onEnd(schedules::jobEnded);
    }

    @Override
    public void begin(Jobber jobber, DefinitionReader lines) {
        engine.begin(jobber, lines);
        names.begin(jobber);
        engine.beat(); // the start may have taken a part of the first lease
        var duties = new StoreTree.Duties(engine, schedules::look, names, housekeeping::tidy);
        jobber.addChild(StoreTree.of(duties, jobber));
        engine.look();
        schedules.look();
        housekeeping.tidy();
    }

    // ---- starting

    @Override
    public JobStart start(DurableStart start) {
        JobRequest request = start.request();
        JobRows.Fresh fresh = starts.job(start);
        boolean mayRunHere = start.obstacle().isEmpty();
        var rest = new CompletableFuture<Supplier<JobStart>>();
        Admission.Entry entry =
                Answers.of(
                        database.change(
                                transaction ->
                                        Admission.enter(
                                                transaction,
                                                fresh,
                                                request.after(),
                                                mayRunHere
                                                        ? state.node()
                                                        : state.nodeWithoutRoom()),
                                Answers.TRIED,
                                entered ->
                                        rest.complete(engine.begin(entered, Optional.of(request)))),
                        "it may have been started; 'job "
                                + fresh.id()
                                + "' shows it when the store is back");
        if (entry instanceof Admission.Entry.Answered) {
            start.obstacle()
                    .ifPresent(why ->
                            listener.told(
                                    Event.Level.WARNING,
                                    "the job " + fresh.id() + " waits for another node: " + why));
        }
        return rest.join().get();
    }

    @Override
    public JobStart rerun(StoredJob job) {
        DurableStart before = engine.read(job.definition());
        return start(
                new DurableStart(
                        before.request().withRandomId().withAfter(List.of()),
                        before.definition(),
                        before.maxCrashes(),
                        before.obstacle()));
    }

    @Override
    public boolean cancel(StoredJob job) {
        return change(transaction -> JobRows.cancel(transaction, job.number()));
    }

    @Override
    public String ask(StoredJob job, Order order, Duration timeout) {
        return engine.ask(job, order, timeout);
    }

    // ---- looking

    @Override
    public Optional<StoredJob> find(String id) {
        return ask(transaction -> JobRows.find(transaction, id));
    }

    @Override
    public List<StoredJob> jobs(JobQuery query) {
        return ask(transaction -> JobRows.all(transaction, query));
    }

    @Override
    public List<StoredJob> open() {
        Owner owner = state.owner();
        return ask(transaction -> JobRows.startedBy(transaction, owner));
    }

    @Override
    public List<StoredJob> await(List<StoredJob> jobs, Duration timeout) {
        long begin = System.nanoTime();
        List<StoredJob> found = new ArrayList<>();
        int looked = 0;
        while (looked < jobs.size()) {
            List<StoredJob> next = jobs.subList(looked, Math.min(looked + AT_ONCE, jobs.size()));
            boolean isOver = Duration.ofNanos(System.nanoTime() - begin).compareTo(timeout) >= 0;
            Ends ends = ask(transaction -> ends(transaction, next, isOver));
            found.addAll(ends.found());
            looked += ends.looked();
            if (ends.looked() == 0) {
                pause();
            }
        }
        return found;
    }

    /// @param looked how many jobs it has looked at that need no further look
    private record Ends(List<StoredJob> found, int looked) {}

    /// The first of these jobs, up to one that has not ended. Looking at the others before it has
    /// would be vain: there may be many.
    ///
    /// @param isOver whether all of them are wanted as they are now
    private static Ends ends(Transaction transaction, List<StoredJob> jobs, boolean isOver)
            throws SQLException {
        List<StoredJob> found = new ArrayList<>();
        int looked = 0;
        for (StoredJob job : jobs) {
            Optional<StoredJob> now = JobRows.get(transaction, job.number());
            if (!isOver && now.filter(it -> !it.info().status().isEnd()).isPresent()) {
                break;
            }
            now.ifPresent(found::add);
            looked++;
        }
        return new Ends(found, looked);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    @Override
    public List<StoredAttempt> attempts(StoredJob job) {
        return ask(transaction -> AttemptRows.of(transaction, job.number()));
    }

    @Override
    public StoreInfo info() {
        return ask(transaction ->
                new StoreInfo(
                        place,
                        Schema.VERSION,
                        transaction.count(transaction.dialect().size()),
                        new StoreInfo.Load(
                                JobRows.count(transaction, JobStatus.QUEUED)
                                        + JobRows.count(transaction, JobStatus.WAITING),
                                JobRows.running(transaction)),
                        NodeRows.alive(transaction)));
    }

    @Override
    public List<NodeInfo> nodes() {
        return ask(NodeRows::all);
    }

    @Override
    public String node() {
        return state.name();
    }

    @Override
    public boolean isHere(String id) {
        return engine.isHere(id);
    }

    // ---- types

    @Override
    public TypeInfo type(String type) {
        return ask(transaction -> TypeRows.info(transaction, type));
    }

    @Override
    public List<TypeInfo> types() {
        return ask(transaction -> {
            List<TypeInfo> all = new ArrayList<>();
            for (String type : TypeRows.names(transaction)) {
                TypeInfo info = TypeRows.info(transaction, type);
                if (!info.policy().equals(JobPolicy.NONE)
                        || info.flow() != Flow.OPEN
                        || !info.load().equals(TypeInfo.Load.NONE)) {
                    all.add(info);
                }
            }
            return all;
        });
    }

    @Override
    public List<StoredJob> queue(String type) {
        return ask(transaction -> JobRows.queue(transaction, type, MOST_QUEUED));
    }

    @Override
    public TypeInfo change(String type, JobPolicy change) {
        TypeInfo changed =
                change(transaction -> {
                    TypeRows.Type said = TypeRows.lock(transaction, type);
                    TypeRows.set(
                            transaction,
                            type,
                            new TypeRows.Type(change.or(said.policy()), said.flow()));
                    return TypeRows.info(transaction, type);
                });
        engine.look();
        return changed;
    }

    @Override
    public TypeInfo setFlow(String type, Flow flow) {
        TypeInfo changed =
                change(transaction -> {
                    TypeRows.Type said = TypeRows.lock(transaction, type);
                    TypeRows.set(transaction, type, new TypeRows.Type(said.policy(), flow));
                    return TypeRows.info(transaction, type);
                });
        engine.look();
        return changed;
    }

    @Override
    public DurableSchedules schedules() {
        return schedules;
    }

    @Override
    public GlobalNames names() {
        return names;
    }

    // ---- the node

    @Override
    public void setDraining(boolean none) {
        state.drains(none);
        engine.beat();
        engine.look();
    }

    @Override
    public Duration lease() {
        return state.lease().length();
    }

    @Override
    public void setLease(Duration time) {
        state.lease().length(time);
        engine.beat();
    }

    @Override
    public int workers() {
        return state.workers();
    }

    @Override
    public void setWorkers(int jobs) {
        state.workers(jobs);
        engine.look();
    }

    @Override
    public int prune(Duration older) {
        return housekeeping.prune(older);
    }

    @Override
    public void drainForEnd() {
        state.ends();
    }

    /// What this node has when all ends have been written goes back: attempts that were cut off,
    /// and jobs that it got and had not begun.
    @Override
    public void close() {
        engine.sweep();
        Owner owner = state.owner();
        var _ =
                database.change(
                        transaction -> {
                            for (JobRows.Held held : JobRows.held(transaction, owner)) {
                                long number = held.number();
                                AttemptRows.endAll(transaction, number, AttemptResult.INTERRUPTED);
                                JobRows.release(transaction, number, owner, Optional.empty());
                            }
                            NameRows.forget(transaction, owner);
                            return NodeRows.go(transaction, owner);
                        },
                        Duration.ofSeconds(2));
        database.close();
    }

    private <T> T change(Work<T> work) {
        return Answers.of(database.change(work, Answers.TRIED));
    }

    private <T> T ask(Work<T> work) {
        engine.settle();
        return Answers.of(database.ask(work, Answers.TRIED));
    }
}
