package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Console;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogSink;
import dev.jobber.shell.log.LogStream;
import java.io.PrintStream;

/// The terminal of an interactive shell, from the first prompt until it is restored.
///
/// Everything that appears on it comes through the log gateway; the terminal is the gateway's sink.
public sealed interface TerminalSession extends LogSink, AutoCloseable
        permits ScreenTerminal, PlainTerminal {
    /// The console that draws answers here, each after the log lines before it.
    default Console console(LogGateway gateway) {
        return new TerminalConsole(this, gateway);
    }

    /// The prompt.
    Prompt lines(LogGateway gateway, Completions completions, TerminalHistory history);

    /// The terminal's width in columns.
    @Override
    int width();

    /// Whether its width is known, so that wider rows cannot be read on it.
    default boolean isScreen() {
        return false;
    }

    /// Restores the settings that the terminal had before.
    @Override
    void close();

    /// Sends what the program prints on [System#out] and [System#err] through the gateway, until
    /// the returned value is closed.
    static Capture captureStandardStreams(LogGateway gateway) {
        var capture = new Capture(System.out, System.err);
        System.setOut(LogStream.into(gateway));
        System.setErr(LogStream.into(gateway));
        return capture;
    }

    /// The original streams.
    record Capture(PrintStream out, PrintStream err) implements AutoCloseable {
        @Override
        public void close() {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
