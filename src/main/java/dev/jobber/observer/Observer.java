package dev.jobber.observer;

import dev.jobber.job.JobHandle;
import dev.jobber.job.Jobber;
import dev.jobber.job.identity.JobOrigin;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The system that the shell's commands work on: a node, and the job system on it.
public final class Observer {
    private final Node node;
    private final Jobber jobber;
    private final RestartCounts restarts;
    private final TreeWatch watch;
    private final EventLog events;
    private final ProcessLookup processes;
    private final SupervisorLookup supervisors;
    private final StartTimes started;

    /// @param jobber the system, running on its node
    /// @param restarts counts the restarts on that node
    /// @param watch tells the user what happens to the whole tree of that node
    /// @param events remembers the events of that node and of the jobs
    public Observer(Jobber jobber, RestartCounts restarts, TreeWatch watch, EventLog events) {
        this.jobber = jobber;
        this.restarts = restarts;
        this.watch = watch;
        this.events = events;
        watch.watch(jobber);
        this.node = jobber.node();
        this.processes = new ProcessLookup(node, this::processOf);
        this.supervisors = new SupervisorLookup(node, processes);
        this.started = new StartTimes(node);
    }

    /// The node of the processes.
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

    /// Starts a new JobRunner with the settings of the next one, unless the current JobRunner has
    /// jobs.
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

    /// Asks a process to end with this reason, as `GenServer.stop/3`, and waits until it has. The
    /// process of a job that ends on a signal is asked by an exit signal.
    ///
    /// Throws [ExitException] as [GenServer#stop(dev.jobber.otp.Dest, ExitReason, Duration)] does.
    public void stop(Pid pid, ExitReason reason, Duration timeout) {
        Optional<JobHandle> program =
                jobber.findByNumber(pid.id())
                        .filter(JobHandle::endsOnSignal)
                        .filter(job -> job.info().pid().equals(Optional.of(pid.toString())));
        if (program.isPresent()) {
            // `:normal` would be no signal to a process
            boolean isNormal = reason.equals(ExitReason.NORMAL);
            jobber.stop(program.get(), isNormal ? ExitReason.SHUTDOWN : reason, timeout);
        } else {
            GenServer.stop(pid, reason, timeout);
        }
    }

    /// The tree under a supervisor.
    ///
    /// @param asked called with the name and the pid of each supervisor before its reply is waited
    ///   for
    public ProcessTree tree(Pid supervisor, BiConsumer<String, Pid> asked) {
        return new ProcessTreeWalk(this, asked).from(supervisor);
    }

    /// All processes of the node: the tree, and those that are not in it.
    ///
    /// @param asked called as [#tree] does
    public ProcessTree all(BiConsumer<String, Pid> asked) {
        return new ProcessTreeWalk(this, asked).all();
    }

    /// The last events.
    public EventLog events() {
        return events;
    }

    /// The line that runs asks for the end of a process; the events tell it.
    public void asksForEnd(Pid pid) {
        JobOrigin.line().ifPresent(line -> events.stopped(pid, line));
    }

    /// The line that runs asks for the end of a job that has no process; the events tell it.
    public void asksForEnd(JobHandle job) {
        JobOrigin.line().ifPresent(line -> events.stopped(job.id(), line));
    }

    RestartCounts restarts() {
        return restarts;
    }

    /// When processes were started.
    public StartTimes started() {
        return started;
    }

    /// What ends with a process.
    public Fall fall(Pid pid, Fall.Ending ending) {
        return Fall.of(this, pid, ending);
    }

    /// Finds processes by pid, name or job id.
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

    /// Waits until a supervisor has handled the exit signals that it has received. So the next line
    /// sees the result of these exits.
    public void untilItHasDealtWithEnds(Pid supervisor) {
        try {
            var _ = Supervisor.countChildren(supervisor);
        } catch (ExitException gone) {
            // Then there is nothing to wait for.
        }
    }

    /// The process of a running job.
    private Optional<Pid> processOf(String id) {
        return jobber.find(id)
                .flatMap(job -> job.info().pid())
                .flatMap(pid -> ProcessLookup.number(pid).stream().boxed().findFirst())
                .flatMap(node::pid);
    }
}
