package dev.jobber.otp;

import java.time.Duration;
import java.util.List;

/// How a supervisor starts, restarts and stops a child: OTP's child specification.
///
/// @param id what the supervisor calls it; any value with equality
/// @param start starts the process, linked to the supervisor that calls it
/// @param restart when to start it again
/// @param shutdown how to stop it
/// @param traits what the child is; many children may share one
public record ChildSpec(
        Object id, StartFunction start, Restart restart, Shutdown shutdown, Traits traits) {
    public ChildSpec {
        Refused.ifNull(id, "an id");
        Refused.ifNull(start, "a start function");
        Refused.ifNull(restart, "when to restart");
        Refused.ifNull(shutdown, "how to stop");
        Refused.ifNull(traits, "traits");
    }

    /// What a child is to its supervisor.
    ///
    /// @param type whether it is a supervisor itself
    /// @param significant whether its end may end the supervisor, see [Supervisor.AutoShutdown]
    /// @param modules the names of the modules that implement it; only shown, never used
    public record Traits(Type type, boolean significant, List<String> modules) {
        public Traits {
            Refused.ifNull(type, "a type");
            modules = List.copyOf(modules);
        }

        /// Not significant, implemented by this module.
        public static Traits of(Type type, String module) {
            return new Traits(type, false, List.of(module));
        }
    }

    /// Starts a child; called by the supervisor's own process, so that a `startLink` in it links to
    /// the supervisor.
    @FunctionalInterface
    public interface StartFunction {
        /// What came of it. An exception counts as a failed start.
        StartResult start() throws Exception;

        /// The same with the extra arguments of a [DynamicSupervisor], which a function that does
        /// not want any ignores.
        default StartResult start(List<Object> extraArguments) throws Exception {
            return start();
        }

        /// A start function that wants them.
        static StartFunction withExtraArguments(WithExtraArguments function) {
            return function;
        }
    }

    /// A start function that takes what its [DynamicSupervisor] gives to all its children; nothing
    /// under any other supervisor.
    @FunctionalInterface
    public interface WithExtraArguments extends StartFunction {
        @Override
        StartResult start(List<Object> extraArguments) throws Exception;

        @Override
        default StartResult start() throws Exception {
            return start(List.of());
        }
    }

    /// When a child that ended is started again.
    public enum Restart {
        /// Always.
        PERMANENT,
        /// After an abnormal end: not after `:normal`, `:shutdown` and `{:shutdown, _}`.
        TRANSIENT,
        /// Never; the supervisor forgets it.
        TEMPORARY;

        /// Whether a child that ended by itself for this reason is started again.
        public boolean isDueAfter(ExitReason reason) {
            return switch (this) {
                case PERMANENT -> true;
                case TRANSIENT -> !reason.isOrderly();
                case TEMPORARY -> false;
            };
        }
    }

    /// How a child is stopped.
    public sealed interface Shutdown {
        /// At once, with [ExitReason#KILL].
        record BrutalKill() implements Shutdown {}

        /// With `:shutdown`, and for a supervisor as a child: however long that takes.
        record Infinity() implements Shutdown {}

        /// With `:shutdown`, and with [ExitReason#KILL] if it still lives after this time.
        record Within(Duration time) implements Shutdown {
            public Within {
                Refused.ifNull(time, "a time");
            }
        }
    }

    /// What a child is.
    public enum Type {
        /// A process that works.
        WORKER,
        /// A process that supervises.
        SUPERVISOR
    }

    /// How long a worker has to end by itself: 5 s.
    public static final Shutdown DEFAULT_SHUTDOWN = new Shutdown.Within(Duration.ofSeconds(5));

    /// A worker: permanent, 5 s to end, not significant.
    public static ChildSpec worker(Object id, StartFunction start) {
        return new ChildSpec(
                id, start, Restart.PERMANENT, DEFAULT_SHUTDOWN, Traits.of(Type.WORKER, module(id)));
    }

    /// A supervisor: permanent, all the time it needs to end, not significant.
    public static ChildSpec supervisor(Object id, StartFunction start) {
        return new ChildSpec(
                id,
                start,
                Restart.PERMANENT,
                new Shutdown.Infinity(),
                Traits.of(Type.SUPERVISOR, module(id)));
    }

    /// What implements a child of this id, as long as nothing else is said.
    private static String module(Object id) {
        return Inspect.text(Refused.ifNull(id, "an id"));
    }

    /// Whether the child is a supervisor itself.
    public Type type() {
        return traits.type();
    }

    /// Whether its end may end the supervisor, see [Supervisor.AutoShutdown].
    public boolean significant() {
        return traits.significant();
    }

    /// The names of the modules that implement it.
    public List<String> modules() {
        return traits.modules();
    }

    /// The same child with another restart rule.
    public ChildSpec withRestart(Restart other) {
        return new ChildSpec(id, start, other, shutdown, traits);
    }

    /// The same child with another way to stop it.
    public ChildSpec withShutdown(Shutdown other) {
        return new ChildSpec(id, start, restart, other, traits);
    }

    /// The same child, significant or not.
    public ChildSpec withSignificant(boolean other) {
        return with(new Traits(type(), other, modules()));
    }

    /// The same child with other module names.
    public ChildSpec withModules(String... others) {
        return with(new Traits(type(), significant(), List.of(others)));
    }

    private ChildSpec with(Traits others) {
        return new ChildSpec(id, start, restart, shutdown, others);
    }
}
