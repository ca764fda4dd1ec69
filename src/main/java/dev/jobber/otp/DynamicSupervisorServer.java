package dev.jobber.otp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The process behind a [DynamicSupervisor].
///
/// The server is its own state, and mutable, for the reason given in [SupervisorServer]. Only its
/// own process uses it.
final class DynamicSupervisorServer
        extends GenServer<DynamicSupervisorServer, SupervisorRequest<?>, Object> {
    /// A note to oneself, put at the end of the mailbox: what waits there is served between two
    /// tries.
    ///
    /// @param last the process the child was
    /// @param problem why its start failed
    private record TryAgain(ProcessCell last, ExitReason problem) {}

    /// What is asked of a kind of supervisor whose children have ids.
    private static final ExitReason NO_IDS = ExitReason.word("simple_one_for_one");

    private static final ChildSpec.StartFunction FORGOTTEN =
            () -> {
                throw new IllegalStateException("a temporary child is never restarted");
            };

    /// Asked once, by init, and let go.
    private DynamicSupervisor.@Nullable Module module;

    private DynamicSupervisor.Flags flags = DynamicSupervisor.Flags.DEFAULT;
    private final SupervisorChildren children = new SupervisorChildren();
    private @Nullable RestartWindow restarts;

    /// The highest number a child's process has had.
    private long newest;

    /// What was kept of the last temporary child.
    private @Nullable ChildSpec lastKept;

    DynamicSupervisorServer(DynamicSupervisor.Module module) {
        this.module = Refused.ifNull(module, "a module");
    }

    @Override
    String kind() {
        return "DynamicSupervisor";
    }

    /// What a look into the supervisor shows.
    private record State(DynamicSupervisor.Flags flags, Supervisor.ChildCounts children) {}

    @Override
    Object shown(DynamicSupervisorServer state) {
        return new State(flags, count());
    }

    @Override
    protected Status<?> formatStatus(Status<DynamicSupervisorServer> status) {
        return status.withState(shown(this));
    }

    // ---- beginning and end

    @Override
    protected InitResult<DynamicSupervisorServer> init() throws Exception {
        Process.trapExit(true);
        DynamicSupervisor.Module definition = module;
        if (definition == null) {
            throw new IllegalStateException("this supervisor has been started before");
        }
        module = null;
        return switch (definition.init()) {
            case DynamicSupervisor.Ignore() -> ignore();
            case DynamicSupervisor.Flags wanted -> begin(wanted);
        };
    }

    private InitResult<DynamicSupervisorServer> begin(DynamicSupervisor.Flags wanted) {
        Optional<ExitReason> problem = ChildSpecCheck.problem(wanted);
        if (problem.isPresent()) {
            return stop(new ExitReason.Invalid("supervisor_data", problem.get()));
        }
        flags = wanted;
        return ok(this);
    }

    @Override
    protected void terminate(ExitReason reason, DynamicSupervisorServer state) {
        SupervisorShutdown.stopAll(ProcessCell.current(), children);
    }

    // ---- requests

    @Override
    protected CallResult<DynamicSupervisorServer> handleCall(
            SupervisorRequest<?> request, From from, DynamicSupervisorServer state) {
        return reply(
                switch (request) {
                    case SupervisorRequest.StartChild(var spec) -> startChild(spec);
                    case SupervisorRequest.RestartChild(_) -> StartResult.failed(NO_IDS);
                    case SupervisorRequest.TerminateChild(var child) -> terminateChild(child);
                    case SupervisorRequest.DeleteChild(_) -> new Supervisor.Outcome.Refused(NO_IDS);
                    case SupervisorRequest.CountChildren() -> count();
                    case SupervisorRequest.WhichChildren() ->
                            children.list(entry -> DynamicSupervisor.UNDEFINED);
                },
                this);
    }

    private StartResult startChild(ChildSpec spec) {
        Optional<ExitReason> problem =
                ChildSpecCheck.problemUnderDynamicSupervisor(spec.shutdown());
        if (problem.isPresent()) {
            return StartResult.failed(problem.get());
        }
        if (children.size() >= flags.maxChildren().orElse(Integer.MAX_VALUE)) {
            return StartResult.failed(ExitReason.MAX_CHILDREN);
        }
        StartResult result = start(ProcessCell.current(), spec);
        if (result instanceof StartResult.Started started) {
            var entry = new SupervisorChild(kept(spec));
            children.append(entry);
            runs(entry, (ProcessCell) started.pid());
        }
        return result;
    }

    /// The child is this process. Another child that was the same process is forgotten: children
    /// are known by their process, as in Elixir's map, and a start function may answer one that
    /// runs already.
    ///
    /// No child's number is above `newest`: so one looks for another only if there may be one.
    private void runs(SupervisorChild entry, ProcessCell process) {
        if (process.id() > newest) {
            newest = process.id();
        } else {
            SupervisorChild other = children.withProcess(process);
            if (other != null && other.state == SupervisorChild.State.RUNNING) {
                children.remove(other);
            }
        }
        children.running(entry, process);
    }

    /// A temporary child is never started again: what its start function holds on to is let go, and
    /// children of one kind share what is left.
    private ChildSpec kept(ChildSpec spec) {
        if (spec.restart() != ChildSpec.Restart.TEMPORARY) {
            return spec;
        }
        ChildSpec last = lastKept;
        if (last == null
                || !last.shutdown().equals(spec.shutdown())
                || !last.traits().equals(spec.traits())) {
            last =
                    new ChildSpec(
                            DynamicSupervisor.UNDEFINED,
                            FORGOTTEN,
                            ChildSpec.Restart.TEMPORARY,
                            spec.shutdown(),
                            spec.traits());
            lastKept = last;
        }
        return last;
    }

    private Supervisor.Outcome terminateChild(Object child) {
        if (!(child instanceof ProcessCell process)) {
            return new Supervisor.Outcome.Refused(NO_IDS);
        }
        SupervisorChild entry = children.withProcess(process);
        if (entry == null) {
            return new Supervisor.Outcome.Refused(ExitReason.NOT_FOUND);
        }
        SupervisorShutdown.unlinkAndStop(ProcessCell.current(), entry);
        children.remove(entry);
        return new Supervisor.Outcome.Ok();
    }

    private Supervisor.ChildCounts count() {
        int supervisors = children.supervisors();
        return new Supervisor.ChildCounts(
                children.size() - children.restarting(),
                children.size(),
                supervisors,
                children.size() - supervisors);
    }

    // ---- what happens

    @Override
    protected Result<DynamicSupervisorServer> handleCast(
            Object message, DynamicSupervisorServer state) {
        return noreply(this);
    }

    @Override
    protected Result<DynamicSupervisorServer> handleInfo(
            Object message, DynamicSupervisorServer state) {
        return switch (message) {
            case Exit(var from, var reason) -> exited((ProcessCell) from, reason);
            case TryAgain(var last, var problem) -> tryAgain(last, problem);
            default -> {
                Process.unexpected(this, message);
                yield noreply(this);
            }
        };
    }

    private Result<DynamicSupervisorServer> exited(ProcessCell from, ExitReason reason) {
        SupervisorChild entry = children.withProcess(from);
        if (entry == null || entry.state != SupervisorChild.State.RUNNING) {
            return noreply(this); // a stranger, or a child that was stopped
        }
        boolean again = entry.spec.restart().isDueAfter(reason);
        if (again || !reason.isOrderly()) {
            emit(new Event.ChildTerminated(Process.self(), entry.spec.id(), from, reason));
        }
        if (again) {
            return restart(entry, from, reason);
        }
        children.remove(entry);
        return noreply(this);
    }

    private Result<DynamicSupervisorServer> tryAgain(ProcessCell last, ExitReason problem) {
        SupervisorChild entry = children.withProcess(last);
        return entry != null && entry.state == SupervisorChild.State.RESTARTING
                ? restart(entry, last, problem)
                : noreply(this); // stopped in the meantime
    }

    private Result<DynamicSupervisorServer> restart(
            SupervisorChild entry, ProcessCell last, ExitReason why) {
        var self = ProcessCell.current();
        RestartWindow window = restarts;
        if (window == null) {
            window = new RestartWindow(flags.maxRestarts(), flags.maxSeconds());
            restarts = window;
        }
        if (!window.add(self.node.clock().seconds())) {
            emit(
                    new Event.GaveUp(
                            self,
                            self.name() instanceof Object name ? Inspect.text(name) : "Supervisor",
                            new Event.GaveUp.EndedChild(entry.spec.id(), why),
                            new Event.GaveUp.Limit(flags.maxRestarts(), flags.maxSeconds()),
                            children.size() - 1));
            children.remove(entry);
            return stop(ExitReason.SHUTDOWN, this);
        }
        switch (start(self, entry.spec)) {
            case StartResult.Started started -> {
                runs(entry, (ProcessCell) started.pid());
                emit(new Event.Restarted(self, entry.spec.id(), started.pid(), why));
            }
            case StartResult.Ignored() -> children.remove(entry);
            case StartResult.Failed(var reason) -> {
                emit(new Event.ChildStartFailed(self, entry.spec.id(), reason, true));
                children.restarting(entry);
                Process.send(self, new TryAgain(last, reason));
            }
        }
        return noreply(this);
    }

    /// Runs a start function. Whatever it throws is a failed start.
    private StartResult start(ProcessCell self, ChildSpec spec) {
        return self.attempt(
                () -> spec.start().start(flags.extraArguments()),
                problem ->
                        StartResult.failed(
                                switch (problem) {
                                    case Thrown thrown -> new ExitReason.NoCatch(thrown.value());
                                    case ExitException exit -> exit.reason();
                                    default -> new ExitReason.Crash(problem);
                                }));
    }

    private static void emit(Event event) {
        ProcessCell.current().node.emit(event);
    }
}
