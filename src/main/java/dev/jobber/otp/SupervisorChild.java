package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// A child as its supervisor knows it: an entry of the list in [SupervisorChildren]. Only the
/// supervisor's process uses it.
final class SupervisorChild {
    /// Whether the child runs.
    enum State {
        /// As [#pid()].
        RUNNING,
        /// It ended, its restart failed, and the supervisor has sent itself a message to try again.
        /// [#pid()] is its last process, if it had one.
        RESTARTING,
        /// It does not run: it ended, was stopped, or chose not to run.
        UNDEFINED
    }

    final ChildSpec spec;

    /// Its process while it runs, a [Last] while it is being restarted, null otherwise. One field
    /// for both, since each child pays for it.
    private @Nullable Object process;

    @Nullable SupervisorChild previous;
    @Nullable SupervisorChild next;

    /// The last process of the child; it is gone.
    private record Last(@Nullable ProcessCell process) {}

    SupervisorChild(ChildSpec spec) {
        this.spec = spec;
    }

    State state() {
        return switch (process) {
            case null -> State.UNDEFINED;
            case Last _ -> State.RESTARTING;
            default -> State.RUNNING;
        };
    }

    boolean isRunning() {
        return process instanceof ProcessCell;
    }

    /// The process, while it runs; null otherwise.
    @Nullable ProcessCell running() {
        return process instanceof ProcessCell cell ? cell : null;
    }

    /// The process, or the last one while it is being restarted; null if there is none.
    @Nullable ProcessCell pid() {
        return process instanceof Last(var last) ? last : running();
    }

    // ---- called by the list, which counts and finds

    void runs(ProcessCell newProcess) {
        process = newProcess;
    }

    void restarts() {
        process = new Last(pid());
    }

    void stops() {
        process = null;
    }

    // ---- what it is

    boolean isTemporary() {
        return spec.restart() == ChildSpec.Restart.TEMPORARY;
    }

    /// The entry of `which_children` for it.
    Supervisor.Child asChild(Object id) {
        ProcessCell running = running();
        Supervisor.ChildState shown =
                running != null
                        ? new Supervisor.ChildState.Running(running)
                        : state() == State.RESTARTING
                                ? new Supervisor.ChildState.Restarting()
                                : new Supervisor.ChildState.Undefined();
        return new Supervisor.Child(id, shown, spec.type(), spec.modules());
    }
}
