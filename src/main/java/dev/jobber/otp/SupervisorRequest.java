package dev.jobber.otp;

import java.util.List;

/// The requests to both kinds of supervisors. A caller names a child by its id or its pid.
sealed interface SupervisorRequest<R> extends Request<R> {
    record StartChild(ChildSpec spec) implements SupervisorRequest<StartResult> {
        public StartChild {
            Refused.ifNull(spec, "a child specification");
        }

        @Override
        public String toString() {
            return "{:start_child, " + Inspect.inspect(spec.id()) + "}";
        }
    }

    record RestartChild(Object id) implements SupervisorRequest<StartResult> {
        public RestartChild {
            Refused.ifNull(id, "an id");
        }

        @Override
        public String toString() {
            return "{:restart_child, " + Inspect.inspect(id) + "}";
        }
    }

    record TerminateChild(Object id) implements SupervisorRequest<Supervisor.Outcome> {
        public TerminateChild {
            Refused.ifNull(id, "an id");
        }

        @Override
        public String toString() {
            return "{:terminate_child, " + Inspect.inspect(id) + "}";
        }
    }

    record DeleteChild(Object id) implements SupervisorRequest<Supervisor.Outcome> {
        public DeleteChild {
            Refused.ifNull(id, "an id");
        }

        @Override
        public String toString() {
            return "{:delete_child, " + Inspect.inspect(id) + "}";
        }
    }

    record CountChildren() implements SupervisorRequest<Supervisor.ChildCounts> {
        @Override
        public String toString() {
            return ":count_children";
        }
    }

    record WhichChildren() implements SupervisorRequest<List<Supervisor.Child>> {
        @Override
        public String toString() {
            return ":which_children";
        }
    }
}
