package dev.jobber.otp;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// A supervisor that begins without children. Code adds them one by one, any number of the same
/// kind: OTP's `DynamicSupervisor`.
///
/// ```
///            supervisor               known by their pids,
///    ┌──────┬────┴─┬──────┐           each started again by itself,
///  #1.0   #2.0   #3.0    …            all stopped at once
/// ```
///
/// ```java
/// Pid counters =
///         DynamicSupervisor.start(
///                         node, () -> DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
///                 .pidOrExit();
/// Pid one =
///         DynamicSupervisor.startChild(
///                         counters,
///                         ChildSpec.worker("any", () -> GenServer.startLink(new Counter())))
///                 .pidOrExit();
/// DynamicSupervisor.terminateChild(counters, one);
/// ```
///
/// **When to use it.** For processes that come and go: one for each connection, job or user. If one
/// supervisor is too slow, put several under a [PartitionSupervisor].
///
/// **What it costs.** A child costs its process and an entry of the table. The time to count the
/// children does not depend on their number.
///
/// Its children have no ids: they are known by their pids. Each is started again by itself
/// (`:one_for_one`), and all are stopped at once. A child that ended and is not started again is
/// forgotten.
public final class DynamicSupervisor {
    /// The id of every child: `:undefined`.
    public static final Object UNDEFINED = Undefined.UNDEFINED;

    private DynamicSupervisor() {}

    private enum Undefined {
        UNDEFINED;

        @Override
        public String toString() {
            return ":undefined";
        }
    }

    /// What a [Module] answers: OTP's `{:ok, flags}` or `:ignore`.
    public sealed interface Init permits Flags, Ignore {}

    /// No supervisor is wanted; the start answers [StartResult.Ignored].
    public record Ignore() implements Init {}

    /// How a dynamic supervisor behaves.
    ///
    /// @param maxRestarts how many restarts, of all children together, may lie within `maxSeconds`;
    ///   one more ends the supervisor with `:shutdown`
    /// @param maxSeconds how long a restart is remembered, in whole seconds, both ends included
    /// @param maxChildren how many children it may have, with those that wait for another try of
    ///   their restart; no limit if empty
    /// @param extraArguments what is given to the children's start functions, before their own
    ///   arguments; see [ChildSpec.StartFunction#withExtraArguments]
    public record Flags(
            int maxRestarts, int maxSeconds, OptionalInt maxChildren, List<Object> extraArguments)
            implements Init {
        /// 3 restarts in 5 seconds, any number of children, no extra arguments.
        public static final Flags DEFAULT =
                new Flags(
                        RestartWindow.DEFAULT_RESTARTS,
                        RestartWindow.DEFAULT_SECONDS,
                        OptionalInt.empty(),
                        List.of());

        public Flags {
            extraArguments = List.copyOf(extraArguments);
        }

        /// The same with another number of restarts.
        public Flags withMaxRestarts(int restarts) {
            return new Flags(restarts, maxSeconds, maxChildren, extraArguments);
        }

        /// The same with another window.
        public Flags withMaxSeconds(int seconds) {
            return new Flags(maxRestarts, seconds, maxChildren, extraArguments);
        }

        /// The same with a limit for the number of children.
        public Flags withMaxChildren(int children) {
            return new Flags(maxRestarts, maxSeconds, OptionalInt.of(children), extraArguments);
        }

        /// The same with other extra arguments.
        public Flags withExtraArguments(Object... arguments) {
            return new Flags(maxRestarts, maxSeconds, maxChildren, List.of(arguments));
        }
    }

    /// A dynamic supervisor that a class of its own defines; its `init/1`.
    @FunctionalInterface
    public interface Module {
        /// Runs first, in the supervisor's process, while the starter waits.
        Init init() throws Exception;
    }

    // ---- starting

    /// Starts a dynamic supervisor linked to the calling process, its parent, as `start_link/3`.
    /// Blocks until its init has returned.
    public static StartResult startLink(Module module, StartOptions options) {
        return GenServer.startLink(new DynamicSupervisorServer(module), options);
    }

    /// [#startLink(Module, StartOptions)] of a supervisor that needs no class of its own.
    public static StartResult startLink(Flags flags, StartOptions options) {
        Refused.ifNull(flags, "flags");
        return startLink(() -> flags, options);
    }

    /// Starts a dynamic supervisor that has no parent. May be called by any thread.
    public static StartResult start(Node node, Module module, StartOptions options) {
        return node.start(new DynamicSupervisorServer(module), options);
    }

    /// [#start(Node, Module, StartOptions)] of a supervisor that needs no class of its own.
    public static StartResult start(Node node, Flags flags, StartOptions options) {
        Refused.ifNull(flags, "flags");
        return start(node, () -> flags, options);
    }

    // ---- requests

    /// Starts a child, as `start_child/2`; the spec's id has no meaning here.
    ///
    /// Answers [StartResult.Ignored] if the child chose not to run. Fails with the reason why the
    /// child could not be started, or with [ExitReason#MAX_CHILDREN]. In these cases the supervisor
    /// does not keep the child.
    public static StartResult startChild(Dest supervisor, ChildSpec spec) {
        return Supervisor.startChild(supervisor, spec);
    }

    /// Stops a child and waits until it is gone, as `terminate_child/2`; it is forgotten. Refused
    /// with [ExitReason#NOT_FOUND]; a child that has been started again is known by its last pid
    /// only.
    public static Supervisor.Outcome terminateChild(Dest supervisor, Pid child) {
        return Supervisor.terminateChild(supervisor, child);
    }

    /// How many children there are, as `count_children/1`. Its time does not depend on their
    /// number.
    public static Supervisor.ChildCounts countChildren(Dest supervisor) {
        return Supervisor.countChildren(supervisor);
    }

    /// All children in the order of their start, as `which_children/1`.
    public static List<Supervisor.Child> whichChildren(Dest supervisor) {
        return Supervisor.whichChildren(supervisor);
    }

    /// Stops a supervisor with `:normal` and waits until it is gone. Its children are stopped
    /// first, all at once.
    public static void stop(Dest supervisor) {
        GenServer.stop(supervisor);
    }

    /// Stops a supervisor with a reason, and its children before it, as `stop/3`. See
    /// [GenServer#stop(Dest, ExitReason, Duration)] for what it throws.
    public static void stop(Dest supervisor, ExitReason reason, Duration timeout) {
        GenServer.stop(supervisor, reason, timeout);
    }
}
