package dev.jobber.observer;

import dev.jobber.job.JobHandle;
import dev.jobber.job.Jobber;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// What the shell's commands work on: a node, and the job-processing system on it.
public final class Observer {
    private final Node node;
    private final Jobber jobber;
    private final RestartCounts restarts;
    private final TreeWatch watch;
    private final ProcessLookup processes;
    private final SupervisorLookup supervisors;

    /// @param jobber the system, running on its node
    /// @param restarts what hears of restarts on that node
    /// @param watch tells what becomes of the tree; it hears of the events on that node
    public Observer(Jobber jobber, RestartCounts restarts, TreeWatch watch) {
        this.jobber = jobber;
        this.restarts = restarts;
        this.watch = watch;
        watch.watch(jobber);
        this.node = jobber.node();
        this.processes = new ProcessLookup(node, this::processOf);
        this.supervisors = new SupervisorLookup(node, processes);
    }

    /// Where the processes live.
    public Node node() {
        return node;
    }

    /// The job-processing system.
    public Jobber jobber() {
        return jobber;
    }

    /// Starts the tree again if it has ended.
    ///
    /// @return whether it had ended
    public boolean ensureStarted() {
        boolean started = jobber.ensureStarted();
        if (started) {
            watch.watch(jobber);
        }
        return started;
    }

    /// Has what was set for the next JobRunner count from now on, unless this one has jobs.
    public void renewIdleRunner() {
        watch.end();
        jobber.renewIdleRunner();
        watch.watch(jobber);
    }

    /// Ends every process in order, each in the time it may take, and closes the node.
    ///
    /// @param timeout how long that may take
    /// @return those that did not end in time and were killed
    public List<Pid> stop(Duration timeout) {
        watch.end();
        return node.stop(timeout);
    }

    /// The tree under a supervisor.
    ///
    /// @param asked hears of each supervisor, by name and pid, before its answer is waited for
    public ProcessTree tree(Pid supervisor, BiConsumer<String, Pid> asked) {
        return new ProcessTreeWalk(this, asked).from(supervisor);
    }

    RestartCounts restarts() {
        return restarts;
    }

    /// Finds processes by what lines call them.
    public ProcessLookup processes() {
        return processes;
    }

    /// Finds supervisors and asks for their children.
    public SupervisorLookup supervisors() {
        return supervisors;
    }

    /// The job that a text means: its id, its pid or its supervisor's pid.
    public Optional<JobHandle> job(String text) {
        return jobber.find(text)
                .or(() ->
                        ProcessLookup.number(text).stream()
                                .boxed()
                                .findFirst()
                                .flatMap(jobber::findByNumber));
    }

    /// The supervisor of the job that a text means, while it lives.
    public Optional<Pid> supervisorOf(String text) {
        return job(text)
                .flatMap(job -> job.supervisorNumber().stream().boxed().findFirst())
                .flatMap(node::pid);
    }

    /// The supervisor that has started a process.
    public Optional<Pid> supervisorAbove(Pid pid) {
        return node.info(pid).flatMap(ProcessInfo::parent).filter(supervisors::isSupervisor);
    }

    /// Waits until a supervisor has dealt with the ends that it has heard of, so that what the next
    /// line finds is what has become of them.
    public void untilItHasDealtWithEnds(Pid supervisor) {
        try {
            var _ = Supervisor.countChildren(supervisor);
        } catch (ExitException gone) {
            // Then the next line finds what there is.
        }
    }

    /// The process of a job that runs.
    private Optional<Pid> processOf(String id) {
        return jobber.find(id)
                .flatMap(job -> ProcessLookup.number(job.info().pid()).stream().boxed().findFirst())
                .flatMap(node::pid);
    }
}
