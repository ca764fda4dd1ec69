package dev.jobber.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// The terminal of an interactive shell, from the first prompt to the moment it is given back as it
/// was found.
///
/// Everything that appears on it passes [#write(String)] in whole lines, which stand above the line
/// being typed.
public final class TerminalSession implements LogSink, AutoCloseable {

    private static final String NAME = "jobber";

    private final Terminal terminal;
    private final LineReader reader;
    private final boolean colour;
    private final PrintStream standardOutput = System.out;
    private final PrintStream standardError = System.err;

    TerminalSession(Terminal terminal, boolean colour) {
        this.terminal = terminal;
        this.colour = colour;
        this.reader =
                LineReaderBuilder.builder()
                        .appName(NAME)
                        .terminal(terminal)
                        .parser(new TerminalParser())
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.DISABLE_HIGHLIGHTER, !colour)
                        .option(LineReader.Option.AUTO_FRESH_LINE, true)
                        .option(LineReader.Option.INSERT_TAB, false)
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%M")
                        .variable(LineReader.BELL_STYLE, "none")
                        .build();
        terminal.echo(false);
    }

    /// Takes the process's terminal.
    ///
    /// @throws IOException if it cannot be had
    public static TerminalSession open(ConsoleColour colour, Map<String, String> environment)
            throws IOException {
        var terminal =
                TerminalBuilder.builder()
                        .name(NAME)
                        .system(true)
                        .provider(TerminalBuilder.PROP_PROVIDER_JNI)
                        .dumb(true)
                        .nativeSignals(false)
                        // Asking the terminal what it can do costs start-up time, and its answer
                        // may reach the parent.
                        .graphemeCluster(false)
                        .build();
        return new TerminalSession(terminal, colour.applies(environment, true));
    }

    /// The console that draws answers here, each after the log lines before it.
    public Console console(LogGateway gateway) {
        return new TerminalConsole(this, gateway);
    }

    /// The prompt.
    public LineSource lines(LogGateway gateway, Completions completions, TerminalHistory history) {
        return new TerminalLines(this, gateway, completions, history);
    }

    /// Brings what the program prints on [System#out] and [System#err] through the gateway, until
    /// the session is closed.
    public void captureStandardStreams(LogGateway gateway) {
        System.setOut(LogStream.into(gateway));
        System.setErr(LogStream.into(gateway));
    }

    /// Writes above the line being typed, or where the cursor is when none is.
    @Override
    public void write(String lines) {
        reader.printAbove(lines);
    }

    @Override
    public boolean colour() {
        return colour;
    }

    @Override
    public boolean unicode() {
        return terminal.outputEncoding().newEncoder().canEncode('├');
    }

    /// The terminal's width in columns, 0 if it does not say.
    int width() {
        return terminal.getSize().getColumns();
    }

    Terminal terminal() {
        return terminal;
    }

    LineReader reader() {
        return reader;
    }

    /// Gives the terminal back as it was found.
    @Override
    public void close() {
        System.setOut(standardOutput);
        System.setErr(standardError);
        try {
            terminal.close();
        } catch (IOException _) {
            // It has gone already; there is nothing left to restore.
        }
    }
}
