package dev.jobber.otp;

import java.time.Duration;
import java.util.List;

/// How a supervisor starts, restarts and stops a child: OTP's child specification.
///
/// @param id what the supervisor calls it; any value with equality
/// @param start starts the process, linked to the supervisor that calls it
/// @param restart when to start it again
/// @param shutdown how to stop it
/// @param type whether it is a supervisor itself
/// @param significant whether its end may end the supervisor, see [Supervisor.AutoShutdown]
/// @param modules the names of what implements it, for people who look
public record ChildSpec(
        Object id,
        StartFunction start,
        Restart restart,
        Shutdown shutdown,
        Type type,
        boolean significant,
        List<String> modules) {
    public ChildSpec {
        Refused.ifNull(id, "an id");
        Refused.ifNull(start, "a start function");
        Refused.ifNull(restart, "when to restart");
        Refused.ifNull(shutdown, "how to stop");
        Refused.ifNull(type, "a type");
        modules = List.copyOf(modules);
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

        /// Is a child that ended by itself, for this reason, to be started again?
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
        record Within(Duration time) implements Shutdown {}
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
                id,
                start,
                Restart.PERMANENT,
                DEFAULT_SHUTDOWN,
                Type.WORKER,
                false,
                List.of(id.toString()));
    }

    /// A supervisor: permanent, all the time it needs to end, not significant.
    public static ChildSpec supervisor(Object id, StartFunction start) {
        return new ChildSpec(
                id,
                start,
                Restart.PERMANENT,
                new Shutdown.Infinity(),
                Type.SUPERVISOR,
                false,
                List.of(id.toString()));
    }

    /// The same, restarted otherwise.
    public ChildSpec withRestart(Restart other) {
        return new ChildSpec(id, start, other, shutdown, type, significant, modules);
    }

    /// The same, stopped otherwise.
    public ChildSpec withShutdown(Shutdown other) {
        return new ChildSpec(id, start, restart, other, type, significant, modules);
    }

    /// The same, significant or not.
    public ChildSpec withSignificant(boolean other) {
        return new ChildSpec(id, start, restart, shutdown, type, other, modules);
    }

    /// The same, implemented by these.
    public ChildSpec withModules(String... others) {
        return new ChildSpec(id, start, restart, shutdown, type, significant, List.of(others));
    }
}
