package dev.jobber.job;

import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Dest;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Process;
import dev.jobber.otp.Registry;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Supervisor;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Starts the processes of jobs. The start functions of its child specifications run in the
/// supervisors. There a job takes its place under the limit. So a caller that is killed in the
/// middle leaves nothing behind.
final class JobStarter {
    /// The id of a job under its JobSupervisor, and the module that lists of children show.
    static final String JOB = "Job";

    /// How much output of an attempt is kept by default: 256 KiB.
    static final int DEFAULT_OUTPUT_BYTES = 256 * 1024;

    /// A job whose end leaves its supervisor running.
    static final ChildSpec.Traits TRAITS = ChildSpec.Traits.of(ChildSpec.Type.WORKER, JOB);

    /// A job whose end ends its supervisor too.
    static final ChildSpec.Traits SIGNIFICANT =
            new ChildSpec.Traits(ChildSpec.Type.WORKER, true, List.of(JOB));

    private final Node node;
    private final Optional<Registry> registry;
    private final Consumer<JobEvent> listener;
    private final RandomGenerator random;
    private volatile FinishedJobs finished;
    private volatile int outputBytes = DEFAULT_OUTPUT_BYTES;

    JobStarter(
            Node node,
            Optional<Registry> registry,
            FinishedJobs finished,
            Consumer<JobEvent> listener,
            RandomGenerator random) {
        this.node = node;
        this.registry = registry;
        this.finished = finished;
        this.listener = listener;
        this.random = random;
    }

    FinishedJobs finished() {
        return finished;
    }

    void finished(FinishedJobs fate) {
        finished = fate;
    }

    int outputBytes() {
        return outputBytes;
    }

    void outputBytes(int bytes) {
        outputBytes = bytes;
    }

    /// Starts a job where it is to stand.
    ///
    /// @param runner where supervised and direct jobs run
    StartResult start(JobLifecycle life, Dest runner) {
        return switch (life.placement()) {
            case Placement.Supervised() -> DynamicSupervisor.startChild(runner, supervised(life));
            case Placement.Direct(var restart) ->
                    DynamicSupervisor.startChild(runner, direct(life, restart));
            case Placement.Bare() -> bare(life);
        };
    }

    /// A job with a JobSupervisor of its own, as a child of JobRunner.
    ChildSpec supervised(JobLifecycle life) {
        return new ChildSpec(
                JobSupervisor.NAME,
                () -> startSupervisor(life),
                ChildSpec.Restart.TEMPORARY,
                new ChildSpec.Shutdown.Infinity(),
                JobSupervisor.TRAITS);
    }

    /// The calling process is the job's JobSupervisor.
    void tellSupervised(JobLifecycle life) {
        listener.accept(new JobEvent.Supervised(life.subject(Process.self())));
    }

    /// A job as a child of the JobSupervisor that calls this.
    ChildSpec job(JobLifecycle life, ChildSpec.Traits traits) {
        return child(
                life, () -> startJob(life, life::tryToStart), ChildSpec.Restart.TRANSIENT, traits);
    }

    /// A job as a child of JobRunner.
    ChildSpec direct(JobLifecycle life, ChildSpec.Restart restart) {
        return child(
                life,
                () ->
                        startJob(
                                life,
                                () -> {
                                    boolean may = life.tryToStart();
                                    if (may) {
                                        life.supervisedBy(Process.self());
                                    }
                                    return may;
                                }),
                restart,
                TRAITS);
    }

    /// Work that ends in order on a signal has a time limit of its own for that. So its supervisor
    /// sets none.
    private static ChildSpec child(
            JobLifecycle life,
            ChildSpec.StartFunction start,
            ChildSpec.Restart restart,
            ChildSpec.Traits traits) {
        return new ChildSpec(
                JOB,
                start,
                restart,
                life.endsOnSignal()
                        ? new ChildSpec.Shutdown.Infinity()
                        : ChildSpec.DEFAULT_SHUTDOWN,
                traits);
    }

    /// Starts a job without supervisor or link.
    StartResult bare(JobLifecycle life) {
        return started(
                life,
                life::tryToStart,
                () -> node.start(new Job(life, listener, random, outputBytes), name(life)));
    }

    private StartResult startSupervisor(JobLifecycle life) {
        return started(
                life,
                life::admit,
                () -> Supervisor.startLink(new JobSupervisor(life, this), StartOptions.NONE));
    }

    private StartResult startJob(JobLifecycle life, BooleanSupplier mayStart) {
        return started(
                life,
                mayStart,
                () ->
                        GenServer.startLink(
                                new Job(life, listener, random, outputBytes), name(life)));
    }

    /// Starts a process for a job that may have one. The job knows what became of this even if the
    /// calling process is killed in the middle.
    private static StartResult started(
            JobLifecycle life, BooleanSupplier mayStart, Supplier<StartResult> start) {
        boolean isBrokenOff = true;
        try {
            StartResult result = mayStart.getAsBoolean() ? start.get() : life.notAdmitted();
            isBrokenOff = false;
            if (result instanceof StartResult.Failed(ExitReason reason)) {
                life.startFailed(Optional.of(reason));
            }
            return result;
        } finally {
            if (isBrokenOff) {
                life.startFailed(Optional.empty());
            }
        }
    }

    private StartOptions name(JobLifecycle life) {
        return registry.map(it ->
                        StartOptions.named(
                                it.via(
                                        life.id(),
                                        life.request()
                                                .type()
                                                .<Object>map(type -> type)
                                                .orElse(Optional.empty()))))
                .orElse(StartOptions.NONE);
    }
}
