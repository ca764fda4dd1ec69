package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// A child as its supervisor knows it: a link of the list that [SupervisorChildren] is. Belongs to
/// the supervisor's process alone.
final class SupervisorChild {
    /// Whether the child runs.
    enum State {
        /// As `pid`.
        RUNNING,
        /// It ended, could not be started again, and the supervisor has sent itself a note to try
        /// again; `pid` is the last it had.
        RESTARTING,
        /// It does not run: it ended, was stopped, or chose not to run.
        UNDEFINED
    }

    final ChildSpec spec;
    State state = State.UNDEFINED;

    /// Never null while it runs.
    @Nullable ProcessCell pid;

    /// What it is found by in a table of ids; null while it is in none.
    @Nullable Hashed key;

    @Nullable SupervisorChild previous;
    @Nullable SupervisorChild next;

    SupervisorChild(ChildSpec spec) {
        this.spec = spec;
    }

    /// The process, while it runs; null otherwise.
    @Nullable ProcessCell running() {
        return state == State.RUNNING ? pid : null;
    }

    boolean isTemporary() {
        return spec.restart() == ChildSpec.Restart.TEMPORARY;
    }

    /// What `which_children` tells of it.
    Supervisor.Child asChild(Object id) {
        ProcessCell process = pid;
        Supervisor.ChildState shown =
                switch (state) {
                    case RUNNING ->
                            process == null
                                    ? new Supervisor.ChildState.Undefined()
                                    : new Supervisor.ChildState.Running(process);
                    case RESTARTING -> new Supervisor.ChildState.Restarting();
                    case UNDEFINED -> new Supervisor.ChildState.Undefined();
                };
        return new Supervisor.Child(id, shown, spec.type(), spec.modules());
    }
}
