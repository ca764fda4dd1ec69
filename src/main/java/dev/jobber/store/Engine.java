package dev.jobber.store;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.Jobber;
import dev.jobber.job.Placement;
import dev.jobber.job.durable.Definition;
import dev.jobber.job.durable.DefinitionReader;
import dev.jobber.job.durable.DurableStart;
import dev.jobber.job.durable.Order;
import dev.jobber.job.durable.StoreException;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.otp.Event;
import dev.jobber.otp.ExitException;
import dev.jobber.store.sql.Database;
import dev.jobber.store.table.Admission;
import dev.jobber.store.table.JobRows;
import dev.jobber.store.table.JobRows.Claim;
import dev.jobber.store.table.Owner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs the jobs of the store that this node has, and gets more.
///
/// Its methods are called by the processes of [StoreTree] and by commands. None of them talks to
/// the database on the calling thread.
final class Engine implements StoreTree.Engine, StoredSchedules.Runner {
    /// How many jobs are taken in one transaction.
    private static final int BATCH = 16;

    /// How often it is looked whether such a start has come about.
    private static final Duration LOOK = Duration.ofMillis(50);

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
    private final EndWriter ends;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean lookAgain;

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
        this.ends =
                new EndWriter(
                        database,
                        state,
                        listener,
                        jobs,
                        new EndWriter.Surroundings(id -> jobber().find(id), this::endWritten));
        this.heartbeat =
                new Heartbeat(
                        database,
                        state,
                        listener,
                        () -> {
                            lost();
                            names.lost();
                        },
                        jobs,
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
                                state.lease().length(),
                                this::take)
                        .whenComplete((next, problem) -> looked(Optional.ofNullable(next)));
    }

    private void take(Admission.Next next) {
        for (Claim claim : next.claims()) {
            var _ = run(claim, Optional.empty());
        }
    }

    /// @param found empty if the store did not answer: the poller looks again
    private void looked(Optional<Admission.Next> found) {
        looking.set(false);
        found.ifPresent(this::lookOn);
    }

    private void lookOn(Admission.Next next) {
        if (next.claims().size() == BATCH || lookAgain) {
            look();
        } else if (next.pause() > 0) {
            CompletableFuture.delayedExecutor(next.pause(), TimeUnit.MILLISECONDS)
                    .execute(this::look);
        }
    }

    @Override
    public Supplier<JobStart> begin(Admission.Entry entry) {
        return begin(entry, Optional.empty());
    }

    /// Does at once what cannot wait when the transaction of a start has ended: what this node has
    /// got runs, even if the caller waits no more. Called by the thread that has claimed it, before
    /// that does anything else: so this node knows of each job that the store says it has.
    ///
    /// @param given what it is to do, where that is known
    /// @return what remains to be done for the caller, which may wait
    Supplier<JobStart> begin(Admission.Entry entry, Optional<JobRequest> given) {
        return switch (entry) {
            case Admission.Entry.Claimed(Claim claim) -> {
                CompletableFuture<JobStart> running = run(claim, given);
                yield () -> Answers.whenDone(running);
            }
            case Admission.Entry.Answered(JobStart answer) -> () -> answer;
            case Admission.Entry.Replaces(String waiting, StoredJob oldest) ->
                    () -> replace(waiting, oldest);
        };
    }

    /// Runs a job that this node has got, in a process of its own.
    ///
    /// @param given what it is to do, where that is known
    private CompletableFuture<JobStart> run(Claim claim, Optional<JobRequest> given) {
        var owned = new Owned(claim);
        var running = new CompletableFuture<JobStart>();
        if (!jobs.add(owned, state.lease())) {
            release(owned, Optional.empty());
            running.complete(new JobStart.Queued(owned.id()));
            return running;
        }
        try {
            spawn(() -> {
                try {
                    running.complete(run(owned, given));
                } catch (RuntimeException | Error failed) {
                    running.completeExceptionally(failed);
                    throw failed;
                }
            });
        } catch (RuntimeException ended) {
            running.completeExceptionally(ended); // the node ends, and what it has goes back
        }
        return running;
    }

    private JobStart run(Owned owned, Optional<JobRequest> given) {
        Claim claim = owned.claim();
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
                        new DurableWork(request.work().orElseThrow(), owned, ends, state.beats()))
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
                                Database.ALWAYS)
                        .whenComplete((done, problem) -> jobs.remove(owned));
    }

    // ---- ends

    @Override
    public void ended(JobHandle job) {
        ends.ended(job);
    }

    private void endWritten() {
        endListener.run();
        look();
    }

    /// Waits a short time until the ends of this node have been written. So a caller that has seen
    /// an end finds it in the store too.
    void settle() {
        sweep();
        ends.settle();
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
            orders.obey(jobber(), number -> jobs.find(number).flatMap(this::handle), this::sweep);
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
