package dev.jobber;

import dev.jobber.otp.Clock;
import dev.jobber.otp.EventListener;
import dev.jobber.shell.EndSignal;
import dev.jobber.shell.LogGateway;
import dev.jobber.shell.Surroundings.Pause;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// Everything outside the program that a run of it touches.
///
/// @param environment the process environment
/// @param directory where the program is started
record World(Streams streams, Map<String, String> environment, Path directory, Machine machine) {

    /// The three standard streams.
    ///
    /// @param isTerminal whether standard input is a terminal
    record Streams(
            InputStream in, OutputStream out, OutputStream err, BooleanSupplier isTerminal) {}

    /// What the program runs on.
    ///
    /// @param clock where the node takes the time from
    /// @param pause waits by that clock
    /// @param events what brings the node's events to the log
    /// @param signals how signals are heard
    record Machine(
            Clock clock,
            Pause pause,
            Function<LogGateway, EventListener> events,
            Signals signals) {}

    /// Hears signals.
    @FunctionalInterface
    interface Signals {

        /// Calls `end` on a thread of its own when one of these comes, and ends the process with
        /// the signal's exit code when that returns, or when another one comes.
        void handle(Collection<EndSignal> signals, Consumer<EndSignal> end);
    }
}
