package dev.jobber;

import dev.jobber.observer.Subject;
import dev.jobber.otp.Clock;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import dev.jobber.shell.console.ConsoleColour;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.session.SessionEnvironment;
import dev.jobber.shell.session.SessionEnvironment.Pause;
import dev.jobber.shell.terminal.EndSignal;
import dev.jobber.shell.terminal.TerminalSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Everything outside the program that a run of it touches.
record Host(Streams streams, Place place, Machine machine, Hooks hooks) {
    /// What a session has of it.
    SessionEnvironment session(Frontend frontend) {
        return new SessionEnvironment(
                frontend.console(),
                frontend.log(),
                place.environment(),
                place.directory(),
                machine.pause());
    }

    /// The three standard streams.
    ///
    /// @param terminals which of them are terminals
    record Streams(InputStream in, OutputStream out, OutputStream err, AreTerminals terminals) {}

    /// Whether standard streams are terminals. Each stream is checked when that is first needed.
    record AreTerminals(BooleanSupplier in, BooleanSupplier out, BooleanSupplier err) {
        /// None is.
        static final AreTerminals NONE = new AreTerminals(() -> false, () -> false, () -> false);
    }

    /// Where the program is started.
    ///
    /// @param environment the process environment
    /// @param directory what relative paths are relative to
    record Place(Map<String, String> environment, Path directory) {}

    /// What the program runs on.
    ///
    /// @param clock where the node takes the time from
    /// @param pause waits by that clock
    /// @param random where jobs' ids come from
    record Machine(Clock clock, Pause pause, RandomGenerator random) {}

    /// Hooks between the program and its surroundings.
    ///
    /// @param events what brings the node's events, and what they are about, to the log
    /// @param signals how signals are heard
    /// @param terminal how the terminal is taken for an interactive shell
    /// @param notice what the user should know of the terminal that was taken
    /// @param exit ends the process with an exit code
    record Hooks(
            BiFunction<LogGateway, Function<Event, Subject>, EventListener> events,
            Signals signals,
            Terminals terminal,
            Supplier<Optional<String>> notice,
            IntConsumer exit) {}

    /// Takes the terminal.
    @FunctionalInterface
    interface Terminals {
        /// Draws on it from now on.
        TerminalSession open(ConsoleColour colour) throws IOException;
    }

    /// Handles signals.
    @FunctionalInterface
    interface Signals {
        /// Calls `end` on a thread of its own when one of these comes, and ends the process with
        /// the signal's exit code when that returns, or when another one comes.
        void handle(Collection<EndSignal> signals, Consumer<EndSignal> end);

        /// Calls this each time when SIGHUP comes, which then ends nothing.
        default void onHangup(Runnable what) {}
    }
}
