package dev.jobber.otp;

import java.time.Duration;
import java.util.List;

/// A process that starts other processes, watches them, and starts them again when they end: OTP's
/// `Supervisor`.
///
/// ```
///              top                    started in order: counter, mailer, web
///    ┌──────────┼──────────┐          stopped in reverse order
///  counter    mailer      web         one that ends is started again
/// ```
///
/// ```java
/// var flags = Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE);
/// ChildSpec child =
///         ChildSpec.worker(
///                 "counter",
///                 () -> GenServer.startLink(new Counter(), StartOptions.named("counter")));
/// Pid top =
///         Supervisor.start(node, flags, List.of(child), StartOptions.named("top")).pidOrExit();
///
/// Process.exit(node.whereis("counter").orElseThrow(), ExitReason.KILL);
/// node.awaitQuiet(); // there is a new one, which counts from 0
/// ```
///
/// **When to use it.** For all processes that live long: the supervisor restarts them after a
/// crash, and the application ends in order. For many children of one kind, which come and go, use
/// a [DynamicSupervisor].
///
/// **What it costs.** A restart takes about a microsecond. Children that only live cost the
/// supervisor no time.
///
/// Its children start in order, one by one, and stop in the reverse order. The requests wait for
/// the supervisor without limit, serve a [DynamicSupervisor] too, and throw an [ExitException] with
/// an [ExitReason.CallFailed] if there is no such process.
public final class Supervisor {
    private Supervisor() {}

    /// Which children are restarted when one of them has ended and must be restarted.
    public enum Strategy {
        /// That child.
        ONE_FOR_ONE,
        /// All: the others are stopped first, in reverse order.
        ONE_FOR_ALL,
        /// That child and those after it: these are stopped first, in reverse order.
        REST_FOR_ONE
    }

    /// When the end of significant children ends the supervisor, with `:shutdown`. An end counts
    /// only if the child is not restarted after it, and if no request caused it.
    public enum AutoShutdown {
        /// Never; significant children are refused.
        NEVER,
        /// When the first of them has ended.
        ANY_SIGNIFICANT,
        /// When the last of them has ended.
        ALL_SIGNIFICANT
    }

    /// How a supervisor behaves.
    ///
    /// @param strategy which children are started again
    /// @param maxRestarts how many restarts, of all children together, may lie within `maxSeconds`;
    ///   one more ends the supervisor with `:shutdown`
    /// @param maxSeconds how long a restart is remembered, in whole seconds, both ends included
    /// @param autoShutdown whether it ends with its significant children
    public record Flags(
            Strategy strategy, int maxRestarts, int maxSeconds, AutoShutdown autoShutdown) {
        /// 3 restarts in 5 seconds, no automatic shutdown.
        public static Flags of(Strategy strategy) {
            return new Flags(
                    strategy,
                    RestartWindow.DEFAULT_RESTARTS,
                    RestartWindow.DEFAULT_SECONDS,
                    AutoShutdown.NEVER);
        }

        /// The same with another number of restarts.
        public Flags withMaxRestarts(int restarts) {
            return new Flags(strategy, restarts, maxSeconds, autoShutdown);
        }

        /// The same with another window.
        public Flags withMaxSeconds(int seconds) {
            return new Flags(strategy, maxRestarts, seconds, autoShutdown);
        }

        /// The same with another automatic shutdown.
        public Flags withAutoShutdown(AutoShutdown other) {
            return new Flags(strategy, maxRestarts, maxSeconds, other);
        }
    }

    /// What a [Module] answers: OTP's `{:ok, {flags, children}}` or `:ignore`.
    public sealed interface Init {
        /// Be a supervisor of these children, in this order.
        record Spec(Flags flags, List<ChildSpec> children) implements Init {
            public Spec {
                Refused.ifNull(flags, "flags");
                children.forEach(child -> Refused.ifNull(child, "a child specification"));
                children = List.copyOf(children);
            }
        }

        /// No supervisor is wanted; the start answers [StartResult.Ignored].
        record Ignore() implements Init {}
    }

    /// The processes of this module have a supervisor already, perhaps on another node.
    record AlreadyRuns(Pid pid) implements Init {}

    /// A supervisor that a class of its own defines; its `init/1`.
    @FunctionalInterface
    public interface Module {
        /// Runs first, in the supervisor's process, while the starter waits.
        Init init() throws Exception;
    }

    /// A child as its supervisor shows it: an entry of `which_children/1`.
    ///
    /// @param id what the supervisor calls it; [DynamicSupervisor#UNDEFINED] under a dynamic one
    /// @param state whether it runs, and as which process
    /// @param type worker or supervisor
    /// @param modules what implements it
    public record Child(Object id, ChildState state, ChildSpec.Type type, List<String> modules) {}

    /// Whether a child runs.
    public sealed interface ChildState {
        /// It does.
        record Running(Pid pid) implements ChildState {}

        /// It ended, its restart failed, and the supervisor is trying again: `:restarting`.
        record Restarting() implements ChildState {}

        /// It does not run, and the supervisor still knows it: `:undefined`.
        record Undefined() implements ChildState {}
    }

    /// How many children there are: `count_children/1`.
    ///
    /// @param active how many run
    /// @param specs how many are known, whether they run or not
    /// @param supervisors how many of these are supervisors
    /// @param workers how many are not
    public record ChildCounts(int active, int specs, int supervisors, int workers) {}

    /// The result of a request.
    public sealed interface Outcome {
        /// `:ok`
        record Ok() implements Outcome {}

        /// `{:error, reason}`: nothing was done.
        record Refused(ExitReason reason) implements Outcome {}
    }

    // ---- starting

    /// Starts a supervisor linked to the calling process, its parent, as `start_link/3`. Blocks
    /// until all its children have been started.
    ///
    /// If one child cannot be started, the children before it are stopped again, and the start
    /// fails with `{:shutdown, {:failed_to_start_child, id, reason}}`.
    public static StartResult startLink(Module module, StartOptions options) {
        return GenServer.startLink(new SupervisorServer(module), options);
    }

    /// [#startLink(Module, StartOptions)] of a supervisor that needs no class of its own.
    public static StartResult startLink(
            Flags flags, List<ChildSpec> children, StartOptions options) {
        Init init = new Init.Spec(flags, children);
        return startLink(() -> init, options);
    }

    /// Starts a supervisor that has no parent: the root of a tree. May be called by any thread.
    public static StartResult start(Node node, Module module, StartOptions options) {
        return node.start(new SupervisorServer(module), options);
    }

    /// [#start(Node, Module, StartOptions)] of a supervisor that needs no class of its own.
    public static StartResult start(
            Node node, Flags flags, List<ChildSpec> children, StartOptions options) {
        Init init = new Init.Spec(flags, children);
        return start(node, () -> init, options);
    }

    // ---- requests

    /// Adds a child, after the others, and starts it, as `start_child/2`.
    ///
    /// Answers [StartResult.Ignored] if the child chose not to run; the supervisor keeps it unless
    /// it is temporary. Fails with `{:already_started, pid}` or [ExitReason#ALREADY_PRESENT] if the
    /// id is taken, with [ExitReason.ChildFailed] if the start failed (a dynamic supervisor: with
    /// the bare reason). Then the child is not added.
    public static StartResult startChild(Dest supervisor, ChildSpec spec) {
        return call(supervisor, new SupervisorRequest.StartChild(spec));
    }

    /// Starts a child that is known and does not run, as `restart_child/2`. Fails with
    /// [ExitReason#RUNNING], [ExitReason#RESTARTING], [ExitReason#NOT_FOUND], or why the start
    /// failed. This does not count as a restart.
    public static StartResult restartChild(Dest supervisor, Object id) {
        return call(supervisor, new SupervisorRequest.RestartChild(id));
    }

    /// Stops a child and waits until it is gone, as `terminate_child/2`. The child stays known
    /// unless it is temporary. Refused with [ExitReason#NOT_FOUND].
    public static Outcome terminateChild(Dest supervisor, Object id) {
        return call(supervisor, new SupervisorRequest.TerminateChild(id));
    }

    /// Forgets a child that does not run, as `delete_child/2`. Refused with [ExitReason#RUNNING],
    /// [ExitReason#RESTARTING] or [ExitReason#NOT_FOUND].
    public static Outcome deleteChild(Dest supervisor, Object id) {
        return call(supervisor, new SupervisorRequest.DeleteChild(id));
    }

    /// How many children there are, as `count_children/1`.
    public static ChildCounts countChildren(Dest supervisor) {
        return call(supervisor, new SupervisorRequest.CountChildren());
    }

    /// All children, as `which_children/1`: of a supervisor the last one first, of a dynamic one in
    /// the order of their start.
    public static List<Child> whichChildren(Dest supervisor) {
        return call(supervisor, new SupervisorRequest.WhichChildren());
    }

    /// Stops a supervisor with `:normal` and waits until it is gone. Its children are stopped
    /// first.
    public static void stop(Dest supervisor) {
        GenServer.stop(supervisor);
    }

    /// Stops a supervisor with a reason, as `stop/3`. Its children are stopped first. See
    /// [GenServer#stop(Dest, ExitReason, Duration)] for what it throws.
    public static void stop(Dest supervisor, ExitReason reason, Duration timeout) {
        GenServer.stop(supervisor, reason, timeout);
    }

    static <R> R call(Dest supervisor, SupervisorRequest<R> request) {
        return GenServer.call(supervisor, request, Process.INFINITY);
    }
}
