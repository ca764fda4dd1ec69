package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// Finds the process of a [Dest].
final class Destinations {
    private Destinations() {}

    /// The process of a destination, alive or not; null if no process has the name.
    static @Nullable ProcessCell behind(Dest dest) {
        return switch (dest) {
            case ProcessCell cell -> cell;
            case Name(var node, var name) -> node.names().holder(name);
            case Via via -> via.registry().holder(via.key());
            case PartitionVia via -> via.supervisor().worker(via.key());
            case Alias alias -> alias.isActive() ? alias.owner() : null;
        };
    }

    /// The process that gets a message to a destination; null if there is none, or if the registry
    /// of the name does not run.
    static @Nullable ProcessCell reachedBy(Dest dest) {
        return switch (dest) {
            case Via via -> via.registry().sole(via.key());
            case PartitionVia via -> via.supervisor().workerIfRunning(via.key());
            default -> behind(dest);
        };
    }
}
