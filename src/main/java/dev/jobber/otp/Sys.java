package dev.jobber.otp;

import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A look into any server, for debugging: OTP's `:sys`.
///
/// ```
///   getState     ◄──┌────────┐
///   replaceState ──►│ server │──► trace: each message, each answer
///   suspend      ──►└────────┘    meanwhile messages wait, until resume
/// ```
///
/// The server answers by itself, in its turn, whatever its callbacks are. A look does not count as
/// a message: a server that waits for a [Timeout] waits for it again, from the beginning.
///
/// ```java
/// Sys.suspend(counter); // what comes now waits
/// GenServer.cast(counter, new Counter.Add(1));
/// Sys.replaceState(counter, count -> 41);
/// Sys.resume(counter);
/// Object state = Sys.getState(counter);
/// ```
///
/// **When to use it.** In tests, and when you look for a fault. The code of an application should
/// not read the state of a server past its callbacks.
///
/// **What it costs.** A call. A server that is neither traced nor counted pays nothing.
///
/// All methods wait up to 5 s and fail as [GenServer#call] does.
public final class Sys {
    static final String MODULE = ":sys";

    private Sys() {}

    /// A request that any server answers by itself, whatever its callbacks are.
    sealed interface SystemRequest {
        /// `:sys.get_state/1`
        record GetState() implements SystemRequest {
            @Override
            public String toString() {
                return ":get_state";
            }
        }

        /// `:sys.get_status/1`
        record GetStatus() implements SystemRequest {
            @Override
            public String toString() {
                return ":get_status";
            }
        }

        /// `:sys.replace_state/2`
        record ReplaceState(UnaryOperator<Object> change) implements SystemRequest {
            @Override
            public String toString() {
                return "{:replace_state, fun}";
            }
        }

        /// `:sys.suspend/1`
        record Suspend() implements SystemRequest {
            @Override
            public String toString() {
                return ":suspend";
            }
        }

        /// `:sys.resume/1`
        record Resume() implements SystemRequest {
            @Override
            public String toString() {
                return ":resume";
            }
        }

        /// `:sys.install/2`
        record Trace(TraceListener listener) implements SystemRequest {
            @Override
            public String toString() {
                return "{:debug, :trace}";
            }
        }

        /// `:sys.remove/2`
        record NoTrace() implements SystemRequest {
            @Override
            public String toString() {
                return "{:debug, :no_trace}";
            }
        }

        /// `:sys.no_debug/1`
        record NoDebug() implements SystemRequest {
            @Override
            public String toString() {
                return "{:debug, :no_debug}";
            }
        }

        /// `:sys.statistics/2` with true or false
        record Count(boolean on) implements SystemRequest {
            @Override
            public String toString() {
                return "{:debug, {:statistics, " + on + "}}";
            }
        }

        /// `:sys.statistics/2` with `:get`
        record GetStatistics() implements SystemRequest {
            @Override
            public String toString() {
                return "{:debug, {:statistics, :get}}";
            }
        }
    }

    /// Whether a server handles messages.
    public enum SysState {
        /// It does.
        RUNNING,
        /// It only answers requests of [Sys] until [Sys#resume].
        SUSPENDED
    }

    /// What a server shows of itself, as `:sys.get_status/1`.
    ///
    /// @param pid the server
    /// @param module what kind of server it is
    /// @param sysState whether it handles messages
    /// @param parent the process whose exit ends it: itself if it was started without a link
    /// @param state its state, as [GenServer#formatStatus] shows it
    public record Status(Pid pid, String module, SysState sysState, Pid parent, Object state) {}

    /// What a server has done since its statistics were turned on.
    ///
    /// @param start when they were turned on, on the clock of the node
    /// @param now when this was asked
    /// @param reductions how often the process was woken, has waited, received or handled something
    /// @param messagesIn how many messages it was given
    /// @param messagesOut how many answers it has returned; answers by [From#reply] do not count,
    ///   as on OTP
    public record Statistics(
            Instant start, Instant now, long reductions, long messagesIn, long messagesOut) {}

    /// Is told what a server does, at once and in the server's process, so it must be quick. If it
    /// throws, it is removed, and the node reports an [Event.CodeFailed].
    @FunctionalInterface
    public interface TraceListener {
        /// The server has got something, or has done something.
        void traced(Pid server, Traced event);
    }

    /// What a bare process finds in its mailbox when it is asked to end by [GenServer#stop]:
    /// `{:system, from, {:terminate, reason}}`.
    public sealed interface Terminate permits Signal.Stop {
        /// The process that asks; empty if it is no process.
        Optional<Pid> pid();

        /// The reason to end with.
        ExitReason reason();
    }

    // ---- the state

    /// The state of a server, all of it, as `:sys.get_state/1`; waits up to 5 s. Fails as
    /// [GenServer#call] does.
    public static Object getState(Dest server) {
        Refused.ifNull(server, "a server");
        return state(server, GenServer.DEFAULT_TIMEOUT, List.of(server));
    }

    /// [#getState(Dest)] with another time to wait, as `:sys.get_state/2`.
    public static Object getState(Dest server, Duration timeout) {
        Refused.ifNull(server, "a server");
        return state(server, timeout, List.of(server, Refused.ifNull(timeout, "a timeout")));
    }

    private static Object state(Dest server, Duration timeout, List<Object> arguments) {
        return Caller.exchange(
                server,
                new SystemRequest.GetState(),
                timeout,
                () -> new Invocation(MODULE, "get_state", arguments));
    }

    /// What a server shows of itself, as `:sys.get_status/1`; waits up to 5 s. Fails as
    /// [GenServer#call] does.
    public static Status getStatus(Dest server) {
        Refused.ifNull(server, "a server");
        return status(server, GenServer.DEFAULT_TIMEOUT, List.of(server));
    }

    /// [#getStatus(Dest)] with another time to wait, as `:sys.get_status/2`.
    public static Status getStatus(Dest server, Duration timeout) {
        Refused.ifNull(server, "a server");
        return status(server, timeout, List.of(server, Refused.ifNull(timeout, "a timeout")));
    }

    private static Status status(Dest server, Duration timeout, List<Object> arguments) {
        return (Status)
                Caller.exchange(
                        server,
                        new SystemRequest.GetStatus(),
                        timeout,
                        () -> new Invocation(MODULE, "get_status", arguments));
    }

    /// Gives a server another state, and answers it, as `:sys.replace_state/2`. The function runs
    /// in the process of the server, on its state: of a [StateMachine] that is a
    /// [StateMachine.StateAndData].
    ///
    /// If the function throws, the server keeps its state and goes on, and the caller gets an
    /// [IllegalStateException] with what was thrown as its cause. The state of a supervisor cannot
    /// be replaced.
    public static Object replaceState(Dest server, UnaryOperator<Object> change) {
        Object answer =
                debug(
                        server,
                        new SystemRequest.ReplaceState(Refused.ifNull(change, "a function")),
                        "replace_state",
                        List.of(Refused.ifNull(server, "a server")));
        if (answer instanceof SystemRequests.Failed(var problem)) {
            throw new IllegalStateException(
                    "the function that was to replace the state of "
                            + Inspect.text(server)
                            + " failed, and the state is what it was",
                    problem);
        }
        return answer;
    }

    // ---- suspending

    /// Suspends a server, as `:sys.suspend/1`. When this has returned, the server only answers
    /// requests of [Sys], and ends when its parent ends or when it is asked to end. Messages that
    /// come meanwhile wait, in order. To suspend it twice is the same as once.
    public static void suspend(Dest server) {
        Refused.ifNull(server, "a server");
        change(
                server,
                new SystemRequest.Suspend(),
                GenServer.DEFAULT_TIMEOUT,
                "suspend",
                List.of(server));
    }

    /// [#suspend(Dest)] with another time to wait, as `:sys.suspend/2`.
    public static void suspend(Dest server, Duration timeout) {
        Refused.ifNull(server, "a server");
        Refused.ifNull(timeout, "a timeout");
        change(server, new SystemRequest.Suspend(), timeout, "suspend", List.of(server, timeout));
    }

    /// Lets a suspended server go on, as `:sys.resume/1`. Does nothing if it is not suspended.
    public static void resume(Dest server) {
        Refused.ifNull(server, "a server");
        change(
                server,
                new SystemRequest.Resume(),
                GenServer.DEFAULT_TIMEOUT,
                "resume",
                List.of(server));
    }

    /// [#resume(Dest)] with another time to wait, as `:sys.resume/2`.
    public static void resume(Dest server, Duration timeout) {
        Refused.ifNull(server, "a server");
        Refused.ifNull(timeout, "a timeout");
        change(server, new SystemRequest.Resume(), timeout, "resume", List.of(server, timeout));
    }

    private static void change(
            Dest server,
            SystemRequest request,
            Duration timeout,
            String function,
            List<Object> arguments) {
        Caller.exchange(
                server,
                request,
                Refused.ifNull(timeout, "a timeout"),
                () -> new Invocation(MODULE, function, arguments));
    }

    // ---- watching

    /// Tells a listener of all that comes in and goes out of a server from now on, as
    /// `:sys.install/2`. A server has one such listener; another one takes its place.
    public static void trace(Dest server, TraceListener listener) {
        debug(
                server,
                new SystemRequest.Trace(Refused.ifNull(listener, "a listener")),
                "install",
                List.of(Refused.ifNull(server, "a server"), listener));
    }

    /// Takes the listener of [#trace] away, as `:sys.remove/2`. Does nothing if there is none.
    public static void noTrace(Dest server) {
        debug(
                server,
                new SystemRequest.NoTrace(),
                "remove",
                List.of(Refused.ifNull(server, "a server")));
    }

    /// Begins, or ends, to count the messages of a server, as `:sys.statistics/2` with true or
    /// false. If counting is on already, it goes on.
    public static void statistics(Dest server, boolean on) {
        debug(
                server,
                new SystemRequest.Count(on),
                "statistics",
                List.of(Refused.ifNull(server, "a server"), on));
    }

    /// What has been counted, as `:sys.statistics/2` with `:get`; empty if nothing is counted.
    public static Optional<Statistics> statistics(Dest server) {
        return debug(
                                server,
                                new SystemRequest.GetStatistics(),
                                "statistics",
                                List.of(Refused.ifNull(server, "a server"), ExitReason.word("get")))
                        instanceof Statistics counted
                ? Optional.of(counted)
                : Optional.empty();
    }

    /// Ends [#trace] and [#statistics(Dest, boolean)], as `:sys.no_debug/1`.
    public static void noDebug(Dest server) {
        debug(
                server,
                new SystemRequest.NoDebug(),
                "no_debug",
                List.of(Refused.ifNull(server, "a server")));
    }

    private static Object debug(
            Dest server, SystemRequest request, String function, List<Object> arguments) {
        return Caller.exchange(
                server,
                request,
                GenServer.DEFAULT_TIMEOUT,
                () -> new Invocation(MODULE, function, arguments));
    }
}
