package dev.jobber.otp;

import java.util.Optional;

/// The destination of a message: a process, a registered name, a name kept in a [Registry], a key
/// of a [PartitionSupervisor], or an [Alias].
public sealed interface Dest permits Pid, Name, Via, Alias, PartitionVia {
    /// The live process behind this, as `GenServer.whereis/1`; does not block.
    Optional<Pid> whereis();
}
