package dev.jobber.job.tree;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Down;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.DynamicSupervisor.Flags;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Name;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// A supervision tree on a node: the top supervisor, a registry if there is one, JobRunner, and the
/// children that are added later. The tree can be started again after its end.
///
/// All methods may be called by any thread.
public final class JobTree {
    /// The name of the top supervisor.
    public static final String TOP = "Jobber.Supervisor";

    /// The name of the dynamic supervisor that runs jobs.
    public static final String RUNNER = "JobRunner";

    private final Node node;
    private final Optional<ChildSpec> registry;
    private final Runnable runnerStarted;

    /// A lock of its own, because users may lock the tree itself.
    private final Object settings = new Object();

    /// The flags of the next JobRunner. One thread at a time changes them.
    private volatile Flags nextFlags;

    /// The flags of the current JobRunner.
    private volatile Flags presentFlags;

    /// Children behind JobRunner; one thread at a time adds to them.
    private final List<ChildSpec> more = new CopyOnWriteArrayList<>();

    /// @param registry stands before JobRunner
    /// @param flags of the first JobRunner
    /// @param runnerStarted is run after each start of JobRunner
    public JobTree(Node node, Optional<ChildSpec> registry, Flags flags, Runnable runnerStarted) {
        this.node = node;
        this.registry = registry;
        this.runnerStarted = runnerStarted;
        nextFlags = flags;
        presentFlags = flags;
    }

    /// Starts the tree. Fails if it runs already.
    public StartResult start() {
        return Supervisor.start(node, this::top, StartOptions.named(TOP));
    }

    private Supervisor.Init top() {
        ChildSpec runner =
                ChildSpec.supervisor(RUNNER, this::startRunner).withModules("DynamicSupervisor");
        ArrayList<ChildSpec> children = new ArrayList<>();
        registry.ifPresent(children::add);
        children.add(runner);
        children.addAll(more);
        return new Supervisor.Init.Spec(
                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE), children);
    }

    private StartResult startRunner() {
        Flags flags = nextFlags;
        presentFlags = flags;
        StartResult started = DynamicSupervisor.startLink(flags, StartOptions.named(RUNNER));
        runnerStarted.run();
        return started;
    }

    /// Starts the tree again if it has ended. If processes of the old tree are still ending, it
    /// waits for them without a time limit. Throws [ExitException] if the tree cannot be started.
    ///
    /// @return whether the tree had ended
    public boolean ensureStarted() {
        while (!answers()) {
            StartResult result = start();
            Optional<Pid> inTheWay =
                    result instanceof StartResult.Failed(ExitReason reason)
                            ? holderOfName(reason)
                            : Optional.empty();
            if (inTheWay.isEmpty()) {
                Pid _ = result.pidOrExit();
                return true;
            }
            awaitEnd(inTheWay.get());
        }
        return false;
    }

    /// Whether the top supervisor runs. It is sent a request, because a supervisor that has just
    /// been killed may still have its name.
    private boolean answers() {
        try {
            Supervisor.countChildren(supervisor());
            return true;
        } catch (ExitException gone) {
            return false;
        }
    }

    /// The process that holds the name, if a start failed because the name was taken.
    private static Optional<Pid> holderOfName(ExitReason reason) {
        return switch (reason) {
            case ExitReason.AlreadyStarted(Pid holder) -> Optional.of(holder);
            case ExitReason.FailedToStartChild(_, ExitReason why) -> holderOfName(why);
            case ExitReason.ShutdownWith(ExitReason.FailedToStartChild why) -> holderOfName(why);
            default -> Optional.empty();
        };
    }

    /// Waits until a process of the old tree has ended. Does not wait if the process is the top
    /// supervisor of a new tree.
    private void awaitEnd(Pid pid) {
        if (supervisor().whereis().equals(Optional.of(pid)) && answers()) {
            return;
        }
        inProcess(() -> {
            MonitorRef monitor = Process.monitor(pid);
            return Process.receive(
                    message -> message instanceof Down down && down.ref() == monitor);
        });
    }

    /// Runs code that throws no checked exception in a process of its own beside the tree, and
    /// waits for it.
    public <T> T inProcess(Callable<T> code) {
        try {
            return node.run(code);
        } catch (RuntimeException problem) {
            throw problem;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Adds a child behind JobRunner. Does nothing if a child of its id has been added.
    ///
    /// Waits until the child has been started. Throws [ExitException] if the child could not be
    /// started, or if the tree does not run.
    public void addChild(ChildSpec child) {
        synchronized (settings) {
            if (more.stream().anyMatch(other -> other.id().equals(child.id()))) {
                return;
            }
            Pid _ = Supervisor.startChild(supervisor(), child).pidOrExit();
            more.add(child);
        }
    }

    /// The flags of the next JobRunner.
    public Flags nextFlags() {
        return nextFlags;
    }

    /// The flags of the current JobRunner.
    public Flags presentFlags() {
        return presentFlags;
    }

    /// Changes the flags of the next JobRunner.
    public void changeFlags(UnaryOperator<Flags> change) {
        synchronized (settings) {
            nextFlags = change.apply(nextFlags);
        }
    }

    /// Replaces JobRunner by one with the next flags, if they are other ones and JobRunner has no
    /// children.
    public void renewIdleRunner() {
        if (!nextFlags.equals(presentFlags)
                && DynamicSupervisor.countChildren(runner()).specs() == 0) {
            Supervisor.terminateChild(supervisor(), RUNNER);
            Supervisor.restartChild(supervisor(), RUNNER);
        }
    }

    /// Stops the tree in OTP's order. Does nothing if it has ended. Throws [ExitException] with
    /// [ExitReason#TIMEOUT] in it if the time is over first; the tree still ends.
    public void stop(Duration timeout) {
        Optional<Pid> top = supervisor().whereis();
        if (top.isPresent()) {
            Supervisor.stop(top.get(), ExitReason.SHUTDOWN, timeout);
        }
    }

    /// The top supervisor.
    public Name supervisor() {
        return node.named(TOP);
    }

    /// The dynamic supervisor that runs jobs.
    public Name runner() {
        return node.named(RUNNER);
    }
}
