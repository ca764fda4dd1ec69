package dev.jobber.otp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The process behind a [Supervisor].
///
/// The server is its own state, and mutable: a copy of the children for each restart would make the
/// start and end of n children cost n² steps. Only its own process uses it.
final class SupervisorServer
        extends GenServer<SupervisorServer, SupervisorRequest<?>, SupervisorServer.TryAgain> {
    /// A note to oneself, put at the end of the mailbox: what waits there is served between two
    /// tries.
    ///
    /// @param entry the child whose start failed
    /// @param problem why it did
    record TryAgain(SupervisorChild entry, ExitReason problem) {
        @Override
        public String toString() {
            return "{:try_again_restart, " + Inspect.inspect(entry.spec.id()) + "}";
        }
    }

    /// Asked once, by init, and let go.
    private Supervisor.@Nullable Module module;

    private Supervisor.Flags flags = Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE);
    private final SupervisorChildren children = new SupervisorChildren();
    private @Nullable RestartWindow restarts;

    SupervisorServer(Supervisor.Module module) {
        this.module = Refused.ifNull(module, "a module");
    }

    @Override
    String kind() {
        return "Supervisor";
    }

    /// What a look into the supervisor shows.
    private record State(Supervisor.Flags flags, Supervisor.ChildCounts children) {}

    @Override
    Object shown(SupervisorServer state) {
        return new State(flags, count());
    }

    @Override
    protected Status<?> formatStatus(Status<SupervisorServer> status) {
        return status.withState(shown(this));
    }

    // ---- beginning and end

    @Override
    protected InitResult<SupervisorServer> init() throws Exception {
        Process.trapExit(true);
        Supervisor.Module definition = module;
        if (definition == null) {
            throw new IllegalStateException("this supervisor has been started before");
        }
        module = null;
        return switch (definition.init()) {
            case Supervisor.Init.Ignore() -> ignore();
            case Supervisor.AlreadyRuns(var pid) -> new AlreadyRuns<>(pid);
            case Supervisor.Init.Spec(var wanted, var specs) -> begin(wanted, specs);
        };
    }

    private InitResult<SupervisorServer> begin(Supervisor.Flags wanted, List<ChildSpec> specs) {
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
        return ok(this);
    }

    @Override
    protected void terminate(ExitReason reason, SupervisorServer state) {
        stopBackTo(ProcessCell.current(), children.first());
    }

    // ---- requests

    @Override
    protected CallResult<SupervisorServer> handleCall(
            SupervisorRequest<?> request, From from, SupervisorServer state) {
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
                this);
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
        return switch (entry.state) {
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
        return switch (entry.state) {
            case RUNNING -> new Supervisor.Outcome.Refused(ExitReason.RUNNING);
            case RESTARTING -> new Supervisor.Outcome.Refused(ExitReason.RESTARTING);
            case UNDEFINED -> {
                children.remove(entry);
                yield new Supervisor.Outcome.Ok();
            }
        };
    }

    private Supervisor.ChildCounts count() {
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
    protected Result<SupervisorServer> handleInfo(Object message, SupervisorServer state) {
        if (!(message instanceof Exit(var from, var reason))) {
            Process.unexpected(this, message);
            return noreply(this);
        }
        SupervisorChild entry = children.withProcess((ProcessCell) from);
        if (entry == null || entry.state != SupervisorChild.State.RUNNING) {
            return noreply(this); // a stranger, or a child that was stopped
        }
        boolean again = entry.spec.restart().isDueAfter(reason);
        if (again || !reason.isOrderly()) {
            emit(new Event.ChildTerminated(Process.self(), entry.spec.id(), from, reason));
        }
        if (again) {
            return restart(entry, reason);
        }
        ended(entry);
        return isOver(entry) ? stop(ExitReason.SHUTDOWN, this) : noreply(this);
    }

    @Override
    protected Result<SupervisorServer> handleCast(TryAgain note, SupervisorServer state) {
        return note.entry().state == SupervisorChild.State.RESTARTING
                ? restart(note.entry(), note.problem())
                : noreply(this); // stopped or forgotten in the meantime
    }

    /// Has the supervisor nothing left to live for, now that this child has ended by itself?
    private boolean isOver(SupervisorChild entry) {
        return switch (flags.autoShutdown()) {
            case NEVER -> false;
            case ANY_SIGNIFICANT -> entry.spec.significant();
            case ALL_SIGNIFICANT -> entry.spec.significant() && !isAnySignificantLeft();
        };
    }

    private boolean isAnySignificantLeft() {
        for (SupervisorChild each = children.first(); each != null; each = each.next) {
            if (each.spec.significant() && each.state != SupervisorChild.State.UNDEFINED) {
                return true;
            }
        }
        return false;
    }

    /// The child does not run, and is forgotten if it is temporary.
    private void ended(SupervisorChild entry) {
        if (entry.isTemporary()) {
            children.remove(entry);
        } else {
            children.stopped(entry);
        }
    }

    // ---- restarting

    private Result<SupervisorServer> restart(SupervisorChild entry, ExitReason why) {
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
            ended(entry);
            return stop(ExitReason.SHUTDOWN, this);
        }
        Optional<FailedStart> failure =
                switch (flags.strategy()) {
                    case ONE_FOR_ONE -> startOne(self, entry, Optional.of(why));
                    case ONE_FOR_ALL -> restartAll(self, entry, why);
                    case REST_FOR_ONE -> restartRest(self, entry, why);
                };
        failure.ifPresent(failed -> {
            children.restarting(failed.entry());
            GenServer.cast(self, new TryAgain(failed.entry(), failed.reason()));
        });
        return noreply(this);
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

    /// A child that could not be started, and why.
    private record FailedStart(SupervisorChild entry, ExitReason reason) {}

    /// Starts a known child; a temporary one that chose not to run is forgotten.
    private Optional<FailedStart> startOne(
            ProcessCell self, SupervisorChild entry, Optional<ExitReason> again) {
        Object id = entry.spec.id();
        switch (start(self, entry.spec)) {
            case StartResult.Started started -> {
                children.running(entry, (ProcessCell) started.pid());
                again.ifPresent(why -> emit(new Event.Restarted(self, id, started.pid(), why)));
            }
            case StartResult.Ignored() -> ended(entry);
            case StartResult.Failed(var reason) -> {
                emit(new Event.ChildStartFailed(self, id, reason, again.isPresent()));
                return Optional.of(new FailedStart(entry, reason));
            }
        }
        return Optional.empty();
    }

    /// Runs a start function. Whatever it throws is a failed start: `{:EXIT, reason}`.
    private static StartResult start(ProcessCell self, ChildSpec spec) {
        return self.attempt(
                () -> spec.start().start(List.of()),
                problem ->
                        switch (problem) {
                            case Thrown thrown -> returned(thrown.value());
                            case ExitException exit ->
                                    StartResult.failed(new ExitReason.StartExit(exit.reason()));
                            default ->
                                    StartResult.failed(
                                            new ExitReason.StartExit(
                                                    new ExitReason.Crash(problem)));
                        });
    }

    /// A throw is only another way to return.
    private static StartResult returned(Object thrown) {
        return switch (thrown) {
            case StartResult result -> result;
            case ExitReason reason -> StartResult.failed(reason);
            default -> StartResult.failed(new ExitReason.Term(thrown));
        };
    }

    private static void emit(Event event) {
        ProcessCell.current().node.emit(event);
    }
}
