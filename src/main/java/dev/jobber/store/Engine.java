package dev.jobber.store;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.JobStatus;
import dev.jobber.job.Jobber;
import dev.jobber.job.Placement;
import dev.jobber.job.durable.Definition;
import dev.jobber.job.durable.DefinitionReader;
import dev.jobber.job.durable.DurableStart;
import dev.jobber.job.durable.Order;
import dev.jobber.job.durable.StoreException;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.job.history.AttemptResult;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.otp.Event;
import dev.jobber.otp.ExitException;
import dev.jobber.store.sql.Database;
import dev.jobber.store.table.Admission;
import dev.jobber.store.table.AttemptRows;
import dev.jobber.store.table.JobRows;
import dev.jobber.store.table.JobRows.Claim;
import dev.jobber.store.table.Owner;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Runs the jobs of the store that this node has, and gets more.
///
/// Its methods are called by the processes of [StoreTree] and by commands. None of them talks to
/// the database on the calling thread.
final class Engine implements StoreTree.Engine, DurableWork.Attempts, StoredSchedules.Runner {
    /// How many jobs are taken in one transaction.
    private static final int BATCH = 16;

    /// What must be written is tried for so long: as long as the program runs.
    private static final Duration ALWAYS = Duration.ofDays(10_000);

    /// How often it is looked whether such a start has come about.
    private static final Duration LOOK = Duration.ofMillis(50);

    /// How long a look at the store waits for ends of this node.
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /// How long a start waits for the end of the job whose place it takes.
    private static final Duration REPLACING = Duration.ofSeconds(10);

    /// A job that this node could not run is not tried again here before this time.
    private static final Duration UNABLE = Duration.ofSeconds(30);

    private final Database database;
    private final NodeState state;
    private final StoreListener listener;
    private final Heartbeat heartbeat;
    private final Orders orders;
    private final OwnedJobs jobs = new OwnedJobs();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean lookAgain;

    /// Ends that have been handed to the database.
    private final Set<CompletableFuture<?>> unwritten = ConcurrentHashMap.newKeySet();

    /// The jobs that this node could not run, and until when it does not try again.
    private final Map<Long, Long> unable = new ConcurrentHashMap<>();

    private volatile Runnable endListener = () -> {};
    private volatile @Nullable Jobber jobber;
    private volatile DefinitionReader lines =
            definition -> {
                throw new IllegalStateException("expected a reader of definitions");
            };

    Engine(Database database, NodeState state, StoreListener listener, StoredNames names) {
        this.database = database;
        this.state = state;
        this.listener = listener;
        this.orders = new Orders(database, state);
        this.heartbeat =
                new Heartbeat(
                        database,
                        state,
                        listener,
                        () -> {
                            lost();
                            names.lost();
                        },
                        () -> jobs.size() == 0 && names.isEmpty());
    }

    void begin(Jobber running, DefinitionReader reader) {
        lines = reader;
        jobber = running;
    }

    private Jobber jobber() {
        Jobber running = jobber;
        if (running == null) {
            throw new IllegalStateException("expected a store that has begun");
        }
        return running;
    }

    @Override
    public DurableStart read(Definition definition) {
        return lines.read(definition);
    }

    @Override
    public void spawn(Runnable work) {
        jobber().node().spawn(work::run);
    }

    /// Hears of each end of a job of this node that has been written.
    void onEnd(Runnable listener) {
        endListener = listener;
    }

    boolean isHere(String id) {
        return jobs.all().stream().anyMatch(job -> job.id().equals(id));
    }

    // ---- getting jobs

    @Override
    public void look() {
        if (jobber == null || state.isEnding()) {
            return;
        }
        if (!looking.compareAndSet(false, true)) {
            lookAgain = true;
            return;
        }
        lookAgain = false;
        long now = System.nanoTime();
        unable.values().removeIf(until -> now - until >= 0);
        List<Long> except = List.copyOf(unable.keySet());
        var _ =
                database.change(
                                transaction ->
                                        Admission.next(transaction, state.node(), except, BATCH),
                                state.lease().length())
                        .whenComplete((next, problem) -> looked(Optional.ofNullable(next)));
    }

    /// @param found empty if the store did not answer: the poller looks again
    private void looked(Optional<Admission.Next> found) {
        looking.set(false);
        found.ifPresent(this::take);
    }

    private void take(Admission.Next next) {
        for (Claim claim : next.claims()) {
            jobber().node().spawn(() -> run(claim, Optional.empty()));
        }
        if (next.claims().size() == BATCH || lookAgain) {
            look();
        } else if (next.pause() > 0) {
            CompletableFuture.delayedExecutor(next.pause(), TimeUnit.MILLISECONDS)
                    .execute(this::look);
        }
    }

    @Override
    public void begin(Admission.Entry entry) {
        var _ = begin(entry, Optional.empty());
    }

    /// Does what is left to do for a start when its transaction has ended.
    ///
    /// @param given what it is to do, where that is known
    JobStart begin(Admission.Entry entry, Optional<JobRequest> given) {
        return switch (entry) {
            case Admission.Entry.Claimed(Claim claim) -> run(claim, given);
            case Admission.Entry.Answered(JobStart answer) -> answer;
            case Admission.Entry.Replaces(String waiting, StoredJob oldest) ->
                    replace(waiting, oldest);
        };
    }

    /// Runs a job that this node has got.
    ///
    /// @param given what it is to do, where that is known
    private JobStart run(Claim claim, Optional<JobRequest> given) {
        var owned = new Owned(claim);
        if (!jobs.add(owned, state.lease())) {
            release(owned, Optional.empty());
            return new JobStart.Queued(owned.id());
        }
        JobRequest request;
        try {
            request = given.orElseGet(() -> readable(claim));
        } catch (StoreException unreadable) {
            return giveBack(owned, unreadable.sentence());
        }
        try {
            JobStart start = jobber().startJob(inMemory(request, owned), Placement.SUPERVISED);
            return switch (start) {
                case JobStart.Started started -> started;
                case JobStart.Refused(var _, String message, var _) -> giveBack(owned, message);
                case JobStart.Queued _, JobStart.Waiting _, JobStart.Skipped _ ->
                        giveBack(owned, "it was not started");
            };
        } catch (ExitException noRunner) {
            return giveBack(owned, "JobRunner does not run");
        }
    }

    private JobRequest readable(Claim claim) {
        DurableStart start = lines.read(claim.job().definition());
        start.obstacle()
                .ifPresent(why -> {
                    throw new StoreException("obstacle", why, "");
                });
        return start.request();
    }

    /// The job as JobRunner is asked to start it: the store has decided when it starts, so nothing
    /// of that is left, and attempts that were made before count.
    private JobRequest inMemory(JobRequest request, Owned owned) {
        Claim claim = owned.claim();
        JobPolicy said = request.policy().or(claim.ofType().withAdmission(AdmissionPolicy.NONE));
        int left = Math.max(0, said.retry().maxRetries() - claim.errors());
        var policy =
                new JobPolicy(
                        said.type(),
                        Optional.empty(),
                        AdmissionPolicy.NONE,
                        new JobPolicy.Retries(Optional.of(left), said.retries().backoff()),
                        said.times());
        return request.withWork(
                        new DurableWork(request.work().orElseThrow(), owned, this, state.beats()))
                .withPolicy(policy)
                .withId(owned.id())
                .withAfter(List.of())
                .withOrigin(new JobRequest.Origin.Store(claim.attempt() - 1));
    }

    /// This node cannot run a job that it has got: it waits again, and says why.
    private JobStart giveBack(Owned owned, String why) {
        unable.put(owned.number(), System.nanoTime() + UNABLE.toNanos());
        listener.told(
                Event.Level.WARNING,
                "the job " + owned.id() + " waits, because it cannot run here: " + why);
        release(owned, Optional.of(state.name() + ": " + why));
        return new JobStart.Queued(owned.id());
    }

    /// The job waits again, as if this node had not got it.
    ///
    /// @param why shown while it waits; empty for nothing
    private void release(Owned owned, Optional<String> why) {
        if (!owned.ends()) {
            return;
        }
        Owner owner = state.owner();
        var _ =
                database.change(
                                transaction -> {
                                    boolean had =
                                            JobRows.release(
                                                    transaction, owned.number(), owner, why);
                                    if (had) {
                                        JobRows.takeBackAttempt(
                                                transaction, owned.number(), owned.attempt());
                                    }
                                    return had;
                                },
                                ALWAYS)
                        .whenComplete((done, problem) -> jobs.remove(owned));
    }

    // ---- attempts

    @Override
    public void begin(Owned owned, int attempt) throws InterruptedException {
        if (owned.isLost()) {
            throw new LostException(owned.id());
        }
        if (attempt <= owned.attempt()) {
            return;
        }
        Optional<AttemptRows.Ended> before = ended(owned.id(), owned.attempt());
        Owner owner = state.owner();
        CompletableFuture<Boolean> written =
                database.change(
                        transaction -> {
                            if (before.isPresent()) {
                                AttemptRows.end(transaction, owned.number(), before.get());
                            }
                            return JobRows.beginAgain(transaction, owned.number(), attempt, owner);
                        },
                        ALWAYS);
        try {
            if (!written.get()) {
                owned.lose();
                throw new LostException(owned.id());
            }
            owned.attempt(attempt);
        } catch (InterruptedException ended) {
            written.cancel(false);
            throw ended;
        } catch (ExecutionException failed) {
            throw new LostException(owned.id());
        }
    }

    /// What an attempt has left that is over.
    private Optional<AttemptRows.Ended> ended(String id, int attempt) {
        return jobber().find(id)
                .flatMap(job ->
                        job.history().stream()
                                .filter(each -> each.number() == attempt)
                                .flatMap(each ->
                                        each.end().stream()
                                                .map(end -> AttemptRows.Ended.of(each, end)))
                                .findFirst());
    }

    // ---- ends

    @Override
    public void ended(JobHandle job) {
        if (job.request().work().orElse(null) instanceof DurableWork work
                && jobs.find(work.owned().number()).filter(work.owned()::equals).isPresent()
                && work.owned().ends()) {
            write(work.owned(), job);
        }
    }

    private void write(Owned owned, JobHandle job) {
        JobInfo info = job.info();
        boolean isEndedFromOutside = isEndedFromOutside(info.status());
        boolean runsAgain = isEndedFromOutside && (state.isEnding() || owned.isLost());
        AttemptRows.Ended attempt =
                lastAttempt(
                        owned,
                        job,
                        runsAgain
                                ? Optional.of(
                                        owned.isLost()
                                                ? AttemptResult.LOST
                                                : AttemptResult.INTERRUPTED)
                                : Optional.empty());
        Owner owner = state.owner();
        CompletableFuture<?> writing =
                database.change(
                                transaction -> {
                                    AttemptRows.end(transaction, owned.number(), attempt);
                                    return runsAgain
                                            ? JobRows.release(
                                                    transaction,
                                                    owned.number(),
                                                    owner,
                                                    Optional.empty())
                                            : JobRows.end(
                                                    transaction,
                                                    owned.number(),
                                                    owned.attempt(),
                                                    owner,
                                                    info);
                                },
                                ALWAYS)
                        .whenComplete((counted, problem) -> written(owned, counted));
        unwritten.add(writing);
        var _ = writing.whenComplete((counted, problem) -> unwritten.remove(writing));
    }

    /// Waits a short time until the ends of this node have been written. So a caller that has seen
    /// an end finds it in the store too.
    void settle() {
        sweep();
        try {
            CompletableFuture.allOf(unwritten.toArray(CompletableFuture<?>[]::new))
                    .get(SETTLING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException | TimeoutException away) {
            // Then the store is as it was.
        }
    }

    private void written(Owned owned, @Nullable Boolean counted) {
        jobs.remove(owned);
        if (Boolean.FALSE.equals(counted) && !owned.isLost()) {
            listener.told(
                    Event.Level.WARNING,
                    "the end of the job "
                            + owned.id()
                            + " does not count: this node does not have it any more");
        }
        endListener.run();
        look();
    }

    /// Not by its own work.
    private static boolean isEndedFromOutside(JobStatus status) {
        return status == JobStatus.STOPPED || status == JobStatus.KILLED;
    }

    /// What the last attempt has left whose row is written; it may not have begun.
    ///
    /// @param cutOff what came of it if it was cut off, where that is known better here
    private static AttemptRows.Ended lastAttempt(
            Owned owned, JobHandle job, Optional<AttemptResult> cutOff) {
        AttemptRows.Ended last =
                job.history().stream()
                        .filter(each -> each.number() == owned.attempt())
                        .flatMap(each ->
                                each.end().stream().map(end -> AttemptRows.Ended.of(each, end)))
                        .max(Comparator.comparingInt(AttemptRows.Ended::number))
                        .orElseGet(() ->
                                AttemptRows.Ended.beforeBegin(
                                        owned.attempt(), AttemptResult.STOPPED));
        AttemptResult outcome = last.end().outcome();
        boolean wasCutOff = outcome == AttemptResult.STOPPED || outcome == AttemptResult.KILLED;
        return wasCutOff ? cutOff.map(last::withOutcome).orElse(last) : last;
    }

    @Override
    public void sweep() {
        if (jobber == null) {
            return;
        }
        for (Owned owned : jobs.all()) {
            handle(owned).filter(job -> job.info().status().isEnd()).ifPresent(this::ended);
        }
    }

    /// The job of the memory that stands for this one; empty until it has a process.
    private Optional<JobHandle> handle(Owned owned) {
        return jobber().find(owned.id())
                .filter(job ->
                        job.request().work().orElse(null) instanceof DurableWork work
                                && work.owned().equals(owned));
    }

    // ---- the node

    @Override
    public void renew() {
        database.renew();
    }

    @Override
    public void beat() {
        heartbeat.beat();
        if (jobber != null && jobs.size() > 0) {
            orders.obey(jobber(), number -> jobs.find(number).flatMap(this::handle));
        }
    }

    @Override
    public Duration beatEvery() {
        return state.lease().beatEvery();
    }

    /// The lease has passed: another node may have these jobs, so they end here.
    private void lost() {
        for (Owned owned : jobs.loseAll()) {
            handle(owned).ifPresent(job -> Orders.kill(jobber(), job));
        }
    }

    // ---- what others ask for

    /// Stops the job that runs longest, for another that waits for its place, and waits until that
    /// one has started.
    private JobStart replace(String waiting, StoredJob oldest) {
        Optional<JobHandle> here = jobs.find(oldest.number()).flatMap(this::handle);
        if (here.isPresent()) {
            JobHandle job = here.get();
            jobber().node().spawn(() -> Orders.stop(jobber(), job));
        } else {
            orders.ask(oldest, Order.STOP, REPLACING);
        }
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < REPLACING.toNanos()) {
            look();
            Optional<JobStart> started = started(waiting);
            if (started.isPresent()) {
                return started.get();
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
        return new JobStart.Queued(waiting);
    }

    /// The start of a job that this node has got.
    private Optional<JobStart> started(String id) {
        return jobs.all().stream()
                .filter(owned -> owned.id().equals(id))
                .findFirst()
                .flatMap(this::handle)
                .flatMap(job -> job.supervisorNumber().stream().boxed().findFirst())
                .flatMap(number -> jobber().node().pid(number))
                .map(pid -> new JobStart.Started(pid, id));
    }

    String ask(StoredJob job, Order order, Duration timeout) {
        return orders.ask(job, order, timeout);
    }
}
