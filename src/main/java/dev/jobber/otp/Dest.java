package dev.jobber.otp;

import java.util.Optional;

/// Whom a message is for: a process, a registered name, or a name kept in a [Registry].
public sealed interface Dest permits Pid, Name, Via {
    /// The live process behind this, as `GenServer.whereis/1`; does not block.
    Optional<Pid> whereis();
}
