package dev.jobber.shell.parse;

import dev.jobber.otp.Node;

/// Gives an application commands of its own in the shells that attach to it. An application names
/// its providers as services, for [java.util.ServiceLoader].
public interface CommandProvider {
    /// The commands, under a heading of their own in `help`. Called once for each shell.
    ///
    /// @param node the node of the application
    CommandGroup commands(Node node);
}
