package dev.jobber.otp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The process behind a [Supervisor].
final class SupervisorServer
        extends SupervisorProcess<Supervisor.Module, SupervisorProcess.TryAgain> {
    private Supervisor.Flags flags = Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE);

    SupervisorServer(Supervisor.Module module) {
        super(module);
    }

    @Override
    String kind() {
        return "Supervisor";
    }

    @Override
    Supervisor.Flags flags() {
        return flags;
    }

    @Override
    Event.GaveUp.Limit limit() {
        return new Event.GaveUp.Limit(flags.maxRestarts(), flags.maxSeconds());
    }

    // ---- beginning and end

    @Override
    InitResult<SupervisorChildren> begin(Supervisor.Module definition) throws Exception {
        return switch (definition.init()) {
            case Supervisor.Init.Ignore() -> ignore();
            case Supervisor.AlreadyRuns(var pid) -> new AlreadyRuns<>(pid);
            case Supervisor.Init.Spec(var wanted, var specs) -> begin(wanted, specs);
        };
    }

    private InitResult<SupervisorChildren> begin(Supervisor.Flags wanted, List<ChildSpec> specs) {
        Optional<ExitReason> badFlags = ChildSpecCheck.problem(wanted);
        if (badFlags.isPresent()) {
            return stop(new ExitReason.Invalid("supervisor_data", badFlags.get()));
        }
        Optional<ExitReason> badSpecs = ChildSpecCheck.problem(specs, wanted.autoShutdown());
        if (badSpecs.isPresent()) {
            return stop(new ExitReason.Invalid("start_spec", badSpecs.get()));
        }
        flags = wanted;
        specs.forEach(spec -> children.append(new SupervisorChild(spec)));
        var self = ProcessCell.current();
        Optional<FailedStart> failure = startFrom(self, children.first(), Optional.empty());
        if (failure.isPresent()) {
            stopBackTo(self, children.first());
            FailedStart failed = failure.get();
            return stop(
                    ExitReason.shutdown(
                            new ExitReason.FailedToStartChild(
                                    failed.entry().spec.id(), failed.reason())));
        }
        return ok(children);
    }

    @Override
    EndOfChildren endOf(ProcessCell self) {
        return new EndInOrder(self, this);
    }

    // ---- requests

    @Override
    protected CallResult<SupervisorChildren> handleCall(
            SupervisorRequest<?> request, From from, SupervisorChildren state) {
        return reply(
                switch (request) {
                    case SupervisorRequest.StartChild(var spec) -> started(() -> startChild(spec));
                    case SupervisorRequest.RestartChild(var id) -> started(() -> restartChild(id));
                    case SupervisorRequest.TerminateChild(var id) -> done(() -> terminateChild(id));
                    case SupervisorRequest.DeleteChild(var id) -> done(() -> deleteChild(id));
                    case SupervisorRequest.CountChildren() -> count();
                    case SupervisorRequest.WhichChildren() ->
                            children.list(entry -> entry.spec.id()).reversed();
                },
                children);
    }

    /// An id whose `equals` or `hashCode` throws ends neither the supervisor nor its children.
    private static StartResult started(Callable<StartResult> request) {
        return ProcessCell.current()
                .attempt(request, problem -> StartResult.failed(new ExitReason.Crash(problem)));
    }

    private static Supervisor.Outcome done(Callable<Supervisor.Outcome> request) {
        return ProcessCell.current()
                .attempt(
                        request,
                        problem -> new Supervisor.Outcome.Refused(new ExitReason.Crash(problem)));
    }

    private StartResult startChild(ChildSpec spec) {
        Optional<ExitReason> problem = ChildSpecCheck.problem(spec, flags.autoShutdown());
        if (problem.isPresent()) {
            return StartResult.failed(problem.get());
        }
        SupervisorChild known = children.withId(spec.id());
        if (known != null) {
            ProcessCell running = known.running();
            return StartResult.failed(
                    running == null
                            ? ExitReason.ALREADY_PRESENT
                            : new ExitReason.AlreadyStarted(running));
        }
        var entry = new SupervisorChild(spec);
        StartResult result = start(ProcessCell.current(), spec);
        switch (result) {
            case StartResult.Started started -> {
                children.append(entry);
                children.running(entry, (ProcessCell) started.pid());
            }
            case StartResult.Ignored() -> {
                if (!entry.isTemporary()) {
                    children.append(entry);
                }
            }
            case StartResult.Failed(var reason) -> {
                return StartResult.failed(new ExitReason.ChildFailed(reason, spec));
            }
        }
        return result;
    }

    private StartResult restartChild(Object id) {
        SupervisorChild entry = children.withId(id);
        if (entry == null) {
            return StartResult.failed(ExitReason.NOT_FOUND);
        }
        return switch (entry.state()) {
            case RUNNING -> StartResult.failed(ExitReason.RUNNING);
            case RESTARTING -> StartResult.failed(ExitReason.RESTARTING);
            case UNDEFINED -> {
                StartResult result = start(ProcessCell.current(), entry.spec);
                if (result instanceof StartResult.Started started) {
                    children.running(entry, (ProcessCell) started.pid());
                }
                yield result;
            }
        };
    }

    private Supervisor.Outcome terminateChild(Object id) {
        SupervisorChild entry = children.withId(id);
        if (entry == null) {
            return new Supervisor.Outcome.Refused(ExitReason.NOT_FOUND);
        }
        SupervisorShutdown.stop(ProcessCell.current(), entry);
        ended(entry);
        return new Supervisor.Outcome.Ok();
    }

    private Supervisor.Outcome deleteChild(Object id) {
        SupervisorChild entry = children.withId(id);
        if (entry == null) {
            return new Supervisor.Outcome.Refused(ExitReason.NOT_FOUND);
        }
        return switch (entry.state()) {
            case RUNNING -> new Supervisor.Outcome.Refused(ExitReason.RUNNING);
            case RESTARTING -> new Supervisor.Outcome.Refused(ExitReason.RESTARTING);
            case UNDEFINED -> {
                children.remove(entry);
                yield new Supervisor.Outcome.Ok();
            }
        };
    }

    @Override
    Supervisor.ChildCounts count() {
        int active = 0;
        for (SupervisorChild each = children.first(); each != null; each = each.next) {
            ProcessCell process = each.running();
            if (process != null && process.isAlive()) {
                active++;
            }
        }
        int supervisors = children.supervisors();
        return new Supervisor.ChildCounts(
                active, children.size(), supervisors, children.size() - supervisors);
    }

    // ---- what happens

    @Override
    protected Result<SupervisorChildren> handleCast(TryAgain note, SupervisorChildren state) {
        return tryAgain(note);
    }

    @Override
    boolean endsWith(SupervisorChild entry) {
        return switch (flags.autoShutdown()) {
            case NEVER -> false;
            case ANY_SIGNIFICANT -> entry.spec.significant();
            case ALL_SIGNIFICANT -> entry.spec.significant() && !isAnySignificantLeft();
        };
    }

    private boolean isAnySignificantLeft() {
        for (SupervisorChild each = children.first(); each != null; each = each.next) {
            if (each.spec.significant() && each.state() != SupervisorChild.State.UNDEFINED) {
                return true;
            }
        }
        return false;
    }

    @Override
    void runs(SupervisorChild entry, ProcessCell process) {
        children.running(entry, process);
    }

    /// A temporary child is removed from the list, any other stays in it.
    @Override
    void ended(SupervisorChild entry) {
        if (entry.isTemporary()) {
            children.remove(entry);
        } else {
            children.stopped(entry);
        }
    }

    // ---- restarting

    @Override
    Optional<FailedStart> startAgain(ProcessCell self, SupervisorChild entry, ExitReason why) {
        return switch (flags.strategy()) {
            case ONE_FOR_ONE -> startOne(self, entry, Optional.of(why));
            case ONE_FOR_ALL -> restartAll(self, entry, why);
            case REST_FOR_ONE -> restartRest(self, entry, why);
        };
    }

    private Optional<FailedStart> restartAll(
            ProcessCell self, SupervisorChild dead, ExitReason why) {
        children.stopped(dead);
        stopBackTo(self, children.first());
        return startFrom(self, children.first(), Optional.of(why));
    }

    private Optional<FailedStart> restartRest(
            ProcessCell self, SupervisorChild dead, ExitReason why) {
        children.stopped(dead);
        stopBackTo(self, dead);
        return startFrom(self, dead, Optional.of(why));
    }

    /// Stops the children from the last one back to this one, or to the first; temporary ones are
    /// forgotten.
    private void stopBackTo(ProcessCell self, @Nullable SupervisorChild from) {
        SupervisorChild each = children.last();
        while (each != null) {
            SupervisorChild before = each == from ? null : each.previous;
            SupervisorShutdown.stop(self, each);
            ended(each);
            each = before;
        }
    }

    /// Starts the children from this one on; empty if none fails.
    ///
    /// @param again why they are started again; empty when they start for the first time
    private Optional<FailedStart> startFrom(
            ProcessCell self, @Nullable SupervisorChild from, Optional<ExitReason> again) {
        Optional<FailedStart> failure = Optional.empty();
        SupervisorChild each = from;
        while (each != null && failure.isEmpty()) {
            SupervisorChild after = each.next;
            failure = startOne(self, each, again);
            each = after;
        }
        return failure;
    }

    @Override
    List<Object> extraArguments() {
        return List.of();
    }

    /// An exit or an exception is a failed start: `{:EXIT, reason}`.
    @Override
    StartResult thrown(Throwable problem) {
        return switch (problem) {
            case Thrown thrown -> returned(thrown.value());
            case ExitException exit -> StartResult.failed(new ExitReason.StartExit(exit.reason()));
            default -> StartResult.failed(new ExitReason.StartExit(new ExitReason.Crash(problem)));
        };
    }

    /// In Erlang a thrown value counts as returned.
    private static StartResult returned(Object thrown) {
        return switch (thrown) {
            case StartResult result -> result;
            case ExitReason reason -> StartResult.failed(reason);
            default -> StartResult.failed(new ExitReason.Term(thrown));
        };
    }
}
