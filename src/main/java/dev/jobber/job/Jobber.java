package dev.jobber.job;

import dev.jobber.job.identity.IdList;
import dev.jobber.job.identity.JobIds;
import dev.jobber.job.identity.RunningJob;
import dev.jobber.job.tree.JobTree;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Dest;
import dev.jobber.otp.Down;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.Event;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Name;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Registry;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The job system: a supervision tree on a node, and a table of the jobs in it.
///
/// ```
/// Jobber.Supervisor (one_for_one)
/// ├── JobRegistry        id → job, with its type as value
/// └── JobRunner          a DynamicSupervisor, 3 restarts in 30 s
///     ├── JobSupervisor  one for each job, temporary, 3 restarts in 30 s
///     │   └── Job
///     └── …
/// ```
///
/// ```java
/// var jobber = Jobber.start(node, JobberOptions.defaults());
/// JobStart start = jobber.startJob(JobRequest.of(Sim.ok(Duration.ofSeconds(5))).withType("import"));
/// ```
///
/// All methods may be called by any thread. A method that sends a request to a process throws an
/// [ExitException][dev.jobber.otp.ExitException] if that process does not run.
public final class Jobber {
    /// The name of the tree's top supervisor.
    public static final String SUPERVISOR = JobTree.TOP;

    /// The name of the registry of jobs.
    public static final String REGISTRY = "JobRegistry";

    /// The name of the dynamic supervisor that runs them.
    public static final String RUNNER = JobTree.RUNNER;

    /// The name of the process that starts jobs which had to wait; started with the first of them.
    public static final String QUEUE = "JobQueue";

    /// The registered names of the processes in a running tree.
    public static final Set<String> NAMES = Set.of(SUPERVISOR, REGISTRY, RUNNER);

    /// The only type with a limit by default: 5 jobs at once.
    public static final String IMPORT = "import";

    private final Node node;
    private final Optional<Registry> registry;

    /// The listeners that came after the start.
    private final List<Consumer<JobEvent>> listeners = new CopyOnWriteArrayList<>();

    private final JobTree tree;
    private final JobTable table;
    private final JobStarter starter;
    private final JobTypes types;
    private final JobberSettings settings;
    private final JobIds ids;
    private final Consumer<JobEvent> events;

    /// Whether jobs may have to wait: then JobQueue belongs to the tree.
    private volatile boolean hasQueue;

    private Jobber(Node node, JobberOptions options) {
        this.node = node;
        registry =
                options.tree().registry()
                        ? Optional.of(Registry.of(Registry.Keys.UNIQUE, REGISTRY))
                        : Optional.empty();
        events =
                events(node, options)
                        .andThen(event -> listeners.forEach(each -> each.accept(event)));
        table = new JobTable(node, options.limits(), options.retention().history(), events);
        starter =
                new JobStarter(
                        node, registry, options.retention().finished(), events, options.random());
        types = new JobTypes(this, table);
        ids = new JobIds(options.random());
        tree =
                new JobTree(
                        node,
                        registry.map(Registry::childSpec),
                        DynamicSupervisor.Flags.DEFAULT.withMaxSeconds(
                                options.tree().runnerMaxSeconds()),
                        table::wakeQueue);
        settings = new JobberSettings(tree, table, starter);
    }

    /// Delivers an event to each listener. The listeners do not delay one another.
    private static Consumer<JobEvent> events(Node node, JobberOptions options) {
        return options.listeners().stream()
                .map(node::<JobEvent>delivery)
                .reduce(Consumer::andThen)
                .orElse(_ -> {});
    }

    /// Tells a further listener of the events of jobs from now on, as those of [JobberOptions],
    /// until the returned code is run.
    public Runnable listen(Consumer<JobEvent> listener) {
        Consumer<JobEvent> delivery = node.delivery(listener);
        listeners.add(delivery);
        return () -> listeners.remove(delivery);
    }

    // ---- the tree

    /// Starts the tree. Throws [ExitException][dev.jobber.otp.ExitException] if it is running on
    /// the node already.
    public static Jobber start(Node node, JobberOptions options) {
        var jobber = new Jobber(node, options);
        jobber.tree.start().pidOrExit();
        return jobber;
    }

    /// Starts the tree again if it has ended, as `Application.ensure_all_started/1`; the table of
    /// jobs stays. If processes of the old tree are still ending, it waits for them without a time
    /// limit. Throws [ExitException][dev.jobber.otp.ExitException] if it cannot be started.
    ///
    /// @return whether it had ended
    public boolean ensureStarted() {
        return tree.ensureStarted();
    }

    /// Adds a child to the tree, behind JobRunner, so that it stops before that; a tree that is
    /// started again has it too. Nothing happens if a child of its id has been added.
    ///
    /// Waits until it has been started. Throws [ExitException][dev.jobber.otp.ExitException] if it
    /// could not be, or if the tree does not run.
    public void addChild(ChildSpec child) {
        tree.addChild(child);
    }

    private ChildSpec queueSpec() {
        return ChildSpec.worker(
                QUEUE,
                () ->
                        GenServer.startLink(
                                new JobQueue(table, starter, runner()), StartOptions.named(QUEUE)));
    }

    /// Starts JobQueue if it does not run. It is called before anything that may let a job wait, so
    /// that no job waits without it. It stops before JobRunner does: nothing starts in a tree that
    /// ends.
    void ensureQueue() {
        if (!hasQueue) {
            addChild(queueSpec());
            hasQueue = true;
        }
    }

    /// Replaces JobRunner by one with the new settings, if the settings have changed and JobRunner
    /// has no jobs. See [JobberSettings#setRunnerMaxRestarts].
    public void renewIdleRunner() {
        tree.renewIdleRunner();
    }

    /// Stops the tree in OTP's order. Each process gets the time that its child specification
    /// allows. Does nothing if the tree has ended.
    ///
    /// Throws [ExitException][dev.jobber.otp.ExitException] with [ExitReason#TIMEOUT] in it if the
    /// time is over first; the tree still ends.
    public void stop(Duration timeout) {
        tree.stop(timeout);
    }

    /// The node the tree runs on.
    public Node node() {
        return node;
    }

    /// The name of the top supervisor.
    public Name supervisor() {
        return tree.supervisor();
    }

    /// The name of the dynamic supervisor that runs the jobs.
    public Name runner() {
        return tree.runner();
    }

    /// The registry of the jobs' ids, if there is one.
    public Optional<Registry> registry() {
        return registry;
    }

    // ---- starting jobs

    /// Starts a job under a JobSupervisor of its own: `Jobber.start_job/1`.
    public JobStart startJob(JobRequest request) {
        return startJob(request, Placement.SUPERVISED);
    }

    /// Starts a job. Waits until its process, and its JobSupervisor's, have been started.
    ///
    /// If its type has no room for the job, the policy of the job decides: the job is refused, or
    /// waits, or takes the place of another job, or is left out; see [JobTypes]. A job that is
    /// refused leaves nothing behind. A start that takes the place of another job waits until that
    /// job is gone.
    public JobStart startJob(JobRequest request, Placement placement) {
        JobTable.Plan plan = table.plan(request);
        if (plan.mayWait()) {
            ensureQueue();
        }
        String id = request.id().orElseGet(this::freshId);
        var life = new JobLifecycle(table, id, plan.request(), placement);
        events.accept(new JobEvent.Requested(life.subject(), request.name(), life.origin()));
        var submission = new JobSubmission(tree, table, starter, life);
        JobStart start = submission.start();
        submission.event(start).ifPresent(events);
        return start;
    }

    /// Starts a job that has ended once more: the same work under the same policy, with a random
    /// id. It waits for no other job.
    public JobStart rerun(JobHandle job) {
        var life = (JobLifecycle) job;
        return startJob(job.request().withRandomId().withAfter(List.of()), life.placement());
    }

    /// Takes back the start of a job that waits, for room, for other jobs or for its next retry.
    ///
    /// @return whether it waited
    public boolean cancel(JobHandle job) {
        var life = (JobLifecycle) job;
        return switch (life.cancel()) {
            case ENDED -> true;
            case TO_STOP ->
                    tree.inProcess(() -> {
                        new JobStopper(runner()).stop(life);
                        return true;
                    });
            case NOT_WAITING -> false;
        };
    }

    /// The types of jobs.
    public JobTypes types() {
        return types;
    }

    /// What can be changed while the tree runs.
    public JobberSettings settings() {
        return settings;
    }

    private String freshId() {
        return ids.next(id -> table.find(id).isPresent());
    }

    // ---- looking

    /// How many restarts the supervisor of a job may do within how many seconds; empty for a bare
    /// job, which has no supervisor. For a direct job it is what JobRunner may do now.
    public Optional<Event.GaveUp.Limit> restartLimit(JobHandle job) {
        DynamicSupervisor.Flags flags = tree.presentFlags();
        return switch (((JobLifecycle) job).placement()) {
            case Placement.Supervised() -> Optional.of(JobSupervisor.LIMIT);
            case Placement.Direct _ ->
                    Optional.of(new Event.GaveUp.Limit(flags.maxRestarts(), flags.maxSeconds()));
            case Placement.Bare() -> Optional.empty();
        };
    }

    /// The running jobs of type `import`: `Jobber.running_imports/0`.
    public List<RunningJob> runningImports() {
        return running(IMPORT);
    }

    /// The running jobs of a type as the registry has them, by id; none without a registry. Does
    /// not read other types.
    public List<RunningJob> running(String type) {
        return registry.map(it -> sorted(it.selectByValue(type))).orElse(List.of());
    }

    /// All running jobs as the registry has them, by id; none without a registry.
    public List<RunningJob> running() {
        return registry.map(it -> sorted(it.select(entry -> true))).orElse(List.of());
    }

    private static List<RunningJob> sorted(List<Registry.Entry> entries) {
        return entries.stream()
                .map(entry ->
                        new RunningJob(
                                entry.key().toString(),
                                entry.pid(),
                                entry.value() instanceof String type
                                        ? Optional.of(type)
                                        : Optional.empty()))
                .sorted(Comparator.comparing(RunningJob::id))
                .toList();
    }

    /// How many children JobRunner has.
    public Supervisor.ChildCounts countChildren() {
        return DynamicSupervisor.countChildren(runner());
    }

    /// JobRunner's children.
    public List<Supervisor.Child> whichChildren() {
        return DynamicSupervisor.whichChildren(runner());
    }

    /// All jobs that are known, in the order of their starts: those that have a process or a
    /// JobSupervisor, and the last ones of the others.
    public List<JobHandle> jobs() {
        return List.copyOf(table.all());
    }

    /// The jobs that were started last, the latest first. Looks at no others.
    ///
    /// @param most how many at most, 0 or more
    public List<JobHandle> latestJobs(int most) {
        return List.copyOf(table.latest(most));
    }

    /// The jobs that are known and whose ids begin so. Looks at no others, and takes about a
    /// millisecond for 100 000 jobs.
    ///
    /// @param most how many of the latest at most, 0 or more
    public IdList.Begun<JobHandle> jobsBegun(String begin, int most) {
        return IdList.Begun.of(table.begun(begin, most));
    }

    /// The latest job of that id.
    public Optional<JobHandle> find(String id) {
        return table.find(id).map(it -> it);
    }

    /// The job whose process, or whose JobSupervisor, this is or was. Looks at all jobs.
    public Optional<JobHandle> find(Pid pid) {
        return findByNumber(pid.id());
    }

    /// The job whose process, or whose JobSupervisor, is or was `#PID<0.number.0>`. Looks at all
    /// jobs.
    public Optional<JobHandle> findByNumber(long number) {
        return table.find(number).map(it -> it);
    }

    // ---- waiting

    /// Waits until all these jobs have ended: their processes are gone, no restart follows, and
    /// their supervisors have handled the exit. Returns at once if all have ended.
    ///
    /// A calling thread that is interrupted gets a [java.util.concurrent.CancellationException].
    public AwaitResult await(Collection<JobHandle> jobs, Duration timeout) {
        List<JobLifecycle> lives = jobs.stream().map(JobLifecycle.class::cast).toList();
        List<Dest> above = List.of(runner(), supervisor());
        var awaiting = new JobAwait(table, lives, above, timeout);
        return tree.inProcess(awaiting::run);
    }

    /// Sends a [JobHandle.Ended] to a process when this job has ended. May be called by any thread,
    /// and does not wait.
    ///
    /// @return false, and nothing is sent, if it has ended already
    public boolean tellWhenEnded(JobHandle job, Pid process) {
        return table.tellWhenEnded((JobLifecycle) job, process);
    }

    /// Sends a [JobHandle.Ended] to the process of this name whenever a job has ended, for good. A
    /// process that awaits the job hears of it later.
    public void tellOfEnds(Name process) {
        table.tellOfEnds(process);
    }

    // ---- ending

    /// Ends a job whose work ends on a signal (see [JobHandle#endsOnSignal()]): sends its process
    /// an exit signal, and waits until it is gone. At once for one that has no process; a job that
    /// waits to start is cancelled.
    ///
    /// Throws [ExitException][dev.jobber.otp.ExitException] with [ExitReason#TIMEOUT] in it if the
    /// time is over first; the job still ends.
    public void stop(JobHandle job, ExitReason reason, Duration timeout) {
        Optional<Pid> process = ((JobLifecycle) job).process();
        if (process.isEmpty()) {
            if (job.info().pid().isEmpty()) {
                var _ = cancel(job); // it waits
            }
            return;
        }
        Pid pid = process.get();
        boolean gone = tree.inProcess(() -> end(pid, reason, timeout));
        if (!gone) {
            throw new ExitException(ExitReason.TIMEOUT);
        }
    }

    private static boolean end(Pid pid, ExitReason reason, Duration timeout) {
        MonitorRef monitor = Process.monitor(pid);
        Process.exit(pid, reason);
        return Process.receive(
                        message ->
                                message instanceof Down(MonitorRef ref, _, _)
                                        && ref.equals(monitor),
                        timeout)
                .isPresent();
    }
}
