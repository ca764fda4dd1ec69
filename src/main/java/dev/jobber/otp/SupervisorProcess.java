package dev.jobber.otp;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The part that the processes behind a [Supervisor] and behind a [DynamicSupervisor] share: their
/// begin, the start of a child, and what follows when a child ends.
///
/// Its state is the list of children, and mutable: a copy of the list for each restart would make
/// the start and end of n children cost n² steps. Only its own process uses it.
///
/// @param <M> the module whose init gives flags and children
/// @param <C> what may be cast to the supervisor
abstract sealed class SupervisorProcess<M, C>
        extends GenServer<SupervisorChildren, SupervisorRequest<?>, C>
        permits SupervisorServer, DynamicSupervisorServer {
    /// A message that a supervisor sends to itself after a failed restart. It waits at the end of
    /// the mailbox, so the supervisor handles other messages between two tries.
    ///
    /// @param entry the child whose start failed
    /// @param problem why it failed
    record TryAgain(SupervisorChild entry, ExitReason problem) {
        @Override
        public String toString() {
            return "{:try_again_restart, " + Inspect.inspect(entry.spec.id()) + "}";
        }
    }

    /// A child that could not be started, and why.
    record FailedStart(SupervisorChild entry, ExitReason reason) {}

    /// The state that `get-state` and [Sys] show of a supervisor.
    private record State(Object flags, Supervisor.ChildCounts children) {}

    final SupervisorChildren children = new SupervisorChildren();

    /// Used once, by init, and then dropped.
    private @Nullable M module;

    /// Made at the first restart: most supervisors never need it. Written by its own process, read
    /// by any thread.
    private volatile @Nullable RestartWindow restarts;

    SupervisorProcess(M module) {
        this.module = Refused.ifNull(module, "a module");
    }

    // ---- what the two kinds do differently

    /// Begins with the result of the module's init.
    abstract InitResult<SupervisorChildren> begin(M definition) throws Exception;

    /// The flags it was started with.
    abstract Object flags();

    /// How many restarts are allowed within how many seconds.
    abstract Event.GaveUp.Limit limit();

    /// The arguments that a start function gets.
    abstract List<Object> extraArguments();

    /// The exit reason for an exception of a start function.
    abstract StartResult thrown(Throwable problem);

    /// The child now runs as this process.
    abstract void runs(SupervisorChild entry, ProcessCell process);

    /// The child does not run any more and is not restarted.
    abstract void ended(SupervisorChild entry);

    /// Restarts the child after its end, and the others that the strategy names. Empty if none
    /// fails.
    abstract Optional<FailedStart> startAgain(
            ProcessCell self, SupervisorChild entry, ExitReason why);

    /// Whether the supervisor must end too, now that this child has ended and is not restarted.
    abstract boolean endsWith(SupervisorChild entry);

    abstract Supervisor.ChildCounts count();

    /// How its children end when it does.
    abstract EndOfChildren endOf(ProcessCell self);

    // ---- begin, and what others are shown

    @Override
    protected final InitResult<SupervisorChildren> init() throws Exception {
        Process.trapExit(true);
        M definition = module;
        if (definition == null) {
            throw new IllegalStateException("this supervisor has been started before");
        }
        module = null;
        return begin(definition);
    }

    @Override
    final boolean isSupervisor() {
        return true;
    }

    @Override
    final @Nullable EndOfChildren endOfChildren(ProcessCell self) {
        return children.isAnyRunning() ? endOf(self) : null;
    }

    @Override
    final Object replaced(SupervisorChildren state, Object answer) {
        throw new UnsupportedOperationException(
                "the state of a supervisor cannot be replaced; its children are started and stopped"
                        + " by requests");
    }

    @Override
    final Object shown(SupervisorChildren state) {
        return new State(flags(), count());
    }

    @Override
    protected final Status<?> formatStatus(Status<SupervisorChildren> status) {
        return status.withState(shown(children));
    }

    /// How near the supervisor is to giving up at this second. Any thread may ask.
    final RestartIntensity intensity(long second) {
        RestartWindow window = restarts;
        return new RestartIntensity(
                window == null ? 0 : window.within(second), limit().restarts(), limit().seconds());
    }

    // ---- the end of a child

    @Override
    protected final Result<SupervisorChildren> handleInfo(
            Object message, SupervisorChildren state) {
        if (message instanceof Exit(var from, var reason)) {
            return exited((ProcessCell) from, reason);
        }
        Process.unexpected(this, message);
        return noreply(children);
    }

    private Result<SupervisorChildren> exited(ProcessCell from, ExitReason reason) {
        SupervisorChild entry = children.withProcess(from);
        if (entry == null || !entry.isRunning()) {
            return noreply(children); // no child, or a child that was stopped
        }
        boolean again = entry.spec.restart().isDueAfter(reason);
        if (again || !reason.isOrderly()) {
            emit(new Event.ChildTerminated(Process.self(), entry.spec.id(), from, reason));
        }
        if (again) {
            return restart(entry, reason);
        }
        ended(entry);
        return endsWith(entry) ? stop(ExitReason.SHUTDOWN, children) : noreply(children);
    }

    /// A failed restart is tried again, unless the child was stopped or removed meanwhile.
    final Result<SupervisorChildren> tryAgain(TryAgain note) {
        return note.entry().state() == SupervisorChild.State.RESTARTING
                ? restart(note.entry(), note.problem())
                : noreply(children);
    }

    private Result<SupervisorChildren> restart(SupervisorChild entry, ExitReason why) {
        var self = ProcessCell.current();
        RestartWindow window = restarts;
        if (window == null) {
            window = new RestartWindow(limit().restarts(), limit().seconds());
            restarts = window;
        }
        if (!window.add(self.node.clock().seconds())) {
            emit(
                    new Event.GaveUp(
                            self,
                            self.name() instanceof Object name ? Inspect.text(name) : "Supervisor",
                            new Event.GaveUp.EndedChild(entry.spec.id(), why),
                            limit(),
                            children.size() - 1));
            ended(entry);
            return stop(ExitReason.SHUTDOWN, children);
        }
        startAgain(self, entry, why)
                .ifPresent(failed -> {
                    children.restarting(failed.entry());
                    GenServer.cast(self, new TryAgain(failed.entry(), failed.reason()));
                });
        return noreply(children);
    }

    // ---- the start of a child

    /// Starts a child that the supervisor knows. A child that chose not to run has ended.
    ///
    /// @param again why it is restarted; empty when it starts for the first time
    final Optional<FailedStart> startOne(
            ProcessCell self, SupervisorChild entry, Optional<ExitReason> again) {
        Object id = entry.spec.id();
        switch (start(self, entry.spec)) {
            case StartResult.Started started -> {
                runs(entry, (ProcessCell) started.pid());
                again.ifPresent(why ->
                        emit(
                                new Event.Restarted(
                                        self,
                                        id,
                                        started.pid(),
                                        why,
                                        intensity(self.node.clock().seconds()))));
            }
            case StartResult.Ignored() -> ended(entry);
            case StartResult.Failed(var reason) -> {
                emit(new Event.ChildStartFailed(self, id, reason, again.isPresent()));
                return Optional.of(new FailedStart(entry, reason));
            }
        }
        return Optional.empty();
    }

    /// Runs a start function. A start function that throws has failed.
    final StartResult start(ProcessCell self, ChildSpec spec) {
        return self.attempt(() -> spec.start().start(extraArguments()), this::thrown);
    }

    private static void emit(Event event) {
        ProcessCell.current().node.emit(event);
    }
}
