package dev.jobber.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.jline.terminal.Terminal;

/// The terminal of an interactive shell, from the first prompt to the moment it is given back as it
/// was found.
///
/// Everything that appears on it comes through the log gateway, whose sink it is.
public sealed interface TerminalSession extends LogSink, AutoCloseable
        permits TerminalScreen, TerminalPlain {

    /// Takes the process's terminal.
    ///
    /// @throws IOException if it cannot be had
    static TerminalSession open(ConsoleColour colour, Map<String, String> environment)
            throws IOException {
        boolean coloured = colour.applies(environment, true);
        if (environment.getOrDefault("TERM", Terminal.TYPE_DUMB).equals(Terminal.TYPE_DUMB)) {
            return TerminalPlain.open(coloured);
        }
        var screen = TerminalScreen.open(coloured);
        return screen.isPresent() ? screen.get() : TerminalPlain.open(coloured);
    }

    /// The console that draws answers here, each after the log lines before it.
    default Console console(LogGateway gateway) {
        return new TerminalConsole(this, gateway);
    }

    /// The prompt.
    LineSource lines(LogGateway gateway, Completions completions, TerminalHistory history);

    /// The terminal's width in columns.
    int width();

    /// Gives the terminal back as it was found.
    @Override
    void close();

    /// Brings what the program prints on [System#out] and [System#err] through the gateway, until
    /// the answer is closed.
    static Capture captureStandardStreams(LogGateway gateway) {
        var capture = new Capture(System.out, System.err);
        System.setOut(LogStream.into(gateway));
        System.setErr(LogStream.into(gateway));
        return capture;
    }

    /// The streams as they were.
    record Capture(PrintStream out, PrintStream err) implements AutoCloseable {

        @Override
        public void close() {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
