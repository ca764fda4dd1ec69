package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;

/// How to start a process: under which name, and how long its init may take.
///
/// @param name what it is registered as before its init runs; empty for none
/// @param timeout how long init may take, [Process#INFINITY] by default; past it the process is
///   killed and the start fails with `:timeout`
public record StartOptions(Optional<StartName> name, Duration timeout) {
    /// A name a process can be started under.
    public sealed interface StartName {
        /// A name in the node's own table.
        record Local(String name) implements StartName {}

        /// A name kept in a [Registry].
        record InRegistry(Via via) implements StartName {}
    }

    /// No name, and all the time in the world.
    public static final StartOptions NONE = new StartOptions(Optional.empty(), Process.INFINITY);

    /// Registered under a name in the node's table.
    public static StartOptions named(String name) {
        return new StartOptions(Optional.of(new StartName.Local(name)), Process.INFINITY);
    }

    /// Registered in a [Registry].
    public static StartOptions named(Via via) {
        return new StartOptions(Optional.of(new StartName.InRegistry(via)), Process.INFINITY);
    }

    /// The same with a limit to the time init may take.
    public StartOptions withTimeout(Duration limit) {
        return new StartOptions(name, limit);
    }
}
