package dev.jobber.otp;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The process behind a [DynamicSupervisor].
final class DynamicSupervisorServer extends SupervisorProcess<DynamicSupervisor.Module, Object> {
    /// The answer to a request that only a supervisor with ids of children knows.
    private static final ExitReason NO_IDS = ExitReason.word("simple_one_for_one");

    private static final ChildSpec.StartFunction FORGOTTEN =
            () -> {
                throw new IllegalStateException("a temporary child is never restarted");
            };

    private DynamicSupervisor.Flags flags = DynamicSupervisor.Flags.DEFAULT;

    /// The highest number that the process of a child has had.
    private long newest;

    /// The specification that was kept for the last temporary child.
    private @Nullable ChildSpec lastKept;

    DynamicSupervisorServer(DynamicSupervisor.Module module) {
        super(module);
    }

    @Override
    String kind() {
        return "DynamicSupervisor";
    }

    @Override
    DynamicSupervisor.Flags flags() {
        return flags;
    }

    @Override
    Event.GaveUp.Limit limit() {
        return new Event.GaveUp.Limit(flags.maxRestarts(), flags.maxSeconds());
    }

    // ---- beginning and end

    @Override
    InitResult<SupervisorChildren> begin(DynamicSupervisor.Module definition) throws Exception {
        return switch (definition.init()) {
            case DynamicSupervisor.Ignore() -> ignore();
            case DynamicSupervisor.Flags wanted -> begin(wanted);
        };
    }

    private InitResult<SupervisorChildren> begin(DynamicSupervisor.Flags wanted) {
        Optional<ExitReason> problem = ChildSpecCheck.problem(wanted);
        if (problem.isPresent()) {
            return stop(new ExitReason.Invalid("supervisor_data", problem.get()));
        }
        flags = wanted;
        return ok(children);
    }

    @Override
    EndOfChildren endOf(ProcessCell self) {
        return new EndAtOnce(self, children);
    }

    // ---- requests

    @Override
    protected CallResult<SupervisorChildren> handleCall(
            SupervisorRequest<?> request, From from, SupervisorChildren state) {
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
                children);
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
    /// No child has a number above `newest`. So another child is looked for only if there may be
    /// one.
    @Override
    void runs(SupervisorChild entry, ProcessCell process) {
        if (process.id() > newest) {
            newest = process.id();
        } else {
            SupervisorChild other = children.withProcess(process);
            if (other != null && other.isRunning()) {
                children.remove(other);
            }
        }
        children.running(entry, process);
    }

    /// A temporary child is never restarted. So its start function is not kept, and children of one
    /// kind share the rest of their specification.
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

    @Override
    Supervisor.ChildCounts count() {
        int supervisors = children.supervisors();
        return new Supervisor.ChildCounts(
                children.size() - children.restarting(),
                children.size(),
                supervisors,
                children.size() - supervisors);
    }

    // ---- what happens

    @Override
    protected Result<SupervisorChildren> handleCast(Object message, SupervisorChildren state) {
        return message instanceof TryAgain note ? tryAgain(note) : noreply(children);
    }

    @Override
    void ended(SupervisorChild entry) {
        children.remove(entry);
    }

    @Override
    boolean endsWith(SupervisorChild entry) {
        return false;
    }

    // ---- restarting

    @Override
    Optional<FailedStart> startAgain(ProcessCell self, SupervisorChild entry, ExitReason why) {
        return startOne(self, entry, Optional.of(why));
    }

    @Override
    List<Object> extraArguments() {
        return flags.extraArguments();
    }

    @Override
    StartResult thrown(Throwable problem) {
        return StartResult.failed(
                switch (problem) {
                    case Thrown thrown -> new ExitReason.NoCatch(thrown.value());
                    case ExitException exit -> exit.reason();
                    default -> new ExitReason.Crash(problem);
                });
    }
}
