package dev.jobber.otp;

import java.time.Duration;
import java.util.List;

/// A look into any server, for debugging: OTP's `:sys`.
public final class Sys {
    private Sys() {}

    /// The state of a server, as `:sys.get_state/1`; waits up to 5 s. Fails as [GenServer#call]
    /// does.
    public static Object getState(Dest server) {
        Duration timeout = GenServer.DEFAULT_TIMEOUT;
        return Calls.exchange(
                server,
                new SystemRequest.GetState(),
                timeout,
                () -> new Invocation(":sys", "get_state", List.of(server, timeout)));
    }
}
