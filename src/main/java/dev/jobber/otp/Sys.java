package dev.jobber.otp;

import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import java.time.Duration;
import java.util.List;

/// A look into any server, for debugging: OTP's `:sys`.
///
/// The server answers by itself, in its turn, whatever its callbacks are. A look does not count as
/// a message: a server that waits for a [Timeout] waits for it again, from the beginning.
public final class Sys {
    static final String MODULE = ":sys";

    private Sys() {}

    /// A request that any server answers by itself, whatever its callbacks are.
    sealed interface SystemRequest {
        /// `:sys.get_state/1`
        record GetState() implements SystemRequest {}

        /// `:sys.get_status/1`
        record GetStatus() implements SystemRequest {}
    }

    /// What a server shows of itself, as `:sys.get_status/1`.
    ///
    /// @param pid the server
    /// @param module what kind of server it is
    /// @param parent the process whose exit ends it: itself if it was started without a link
    /// @param state its state, as [GenServer#formatStatus] shows it
    public record Status(Pid pid, String module, Pid parent, Object state) {}

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
}
