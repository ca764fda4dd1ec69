package dev.jobber.shell;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Signals;

/// A terminal that can move its cursor: JLine draws the line being typed, and what is written
/// stands above it.
final class TerminalScreen implements TerminalSession {

    /// JLine draws nothing on a terminal that does not say how large it is, as a serial line or a
    /// test's.
    private static final Size UNKNOWN = Size.of(Console.UNKNOWN_WIDTH, 24);

    /// What a terminal is told by signals; JLine, left to it, would register each anew with every
    /// line it reads.
    private static final List<Terminal.Signal> SIGNALS =
            List.of(Terminal.Signal.INT, Terminal.Signal.WINCH, Terminal.Signal.CONT);

    private final Terminal terminal;
    private final LineReader reader;
    private final boolean colour;
    private final Size found;

    /// Takes the process's terminal, if it can move its cursor.
    static Optional<TerminalScreen> open(boolean colour) throws IOException {
        knowCapabilities();
        var terminal =
                TerminalBuilder.builder()
                        .name("jobber")
                        .system(true)
                        .providers(
                                TerminalBuilder.PROP_PROVIDER_JNI
                                        + ","
                                        + TerminalBuilder.PROP_PROVIDER_EXEC)
                        .dumb(true)
                        .nativeSignals(false)
                        // Asking the terminal what it can do costs start-up time, and its answer
                        // may reach the parent.
                        .graphemeCluster(false)
                        .build();
        if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            terminal.close();
            return Optional.empty();
        }
        EndSignal.inBackground(() ->
                SIGNALS.forEach(
                        signal -> Signals.register(signal.name(), () -> terminal.raise(signal))));
        return Optional.of(new TerminalScreen(terminal, colour));
    }

    /// JLine starts a program to learn what a terminal can do, even one that it knows itself.
    private static void knowCapabilities() {
        var type = TerminalBuilder.builder().computeType();
        Optional.ofNullable(type)
                .map(name -> InfoCmp.getDefaultInfoCmp(name.replace("tmux", "screen")))
                .ifPresent(capabilities -> InfoCmp.setLoadedInfoCmp(type, capabilities));
    }

    TerminalScreen(Terminal terminal, boolean colour) {
        this.terminal = terminal;
        this.colour = colour;
        this.reader =
                LineReaderBuilder.builder()
                        .appName(terminal.getName())
                        .terminal(terminal)
                        .parser(new TerminalParser())
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.DISABLE_HIGHLIGHTER, !colour)
                        .option(LineReader.Option.AUTO_FRESH_LINE, true)
                        .option(LineReader.Option.INSERT_TAB, false)
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%M")
                        .variable(LineReader.BELL_STYLE, "none")
                        .build();
        reader.getWidgets().put(LineReader.FRESH_LINE, this::freshLine);
        terminal.echo(false);
        found = terminal.getSize();
        if (!isKnown(found)) {
            terminal.setSize(UNKNOWN);
        }
    }

    private static boolean isKnown(Size size) {
        return size.getColumns() > 0 && size.getRows() > 0;
    }

    /// JLine fills the row with blanks to leave one that is not empty. They would count as text
    /// when the window is made narrower, and be broken into further rows.
    private boolean freshLine() {
        reader.callWidget("." + LineReader.FRESH_LINE);
        return terminal.puts(Capability.clr_eol);
    }

    @Override
    public LineSource lines(LogGateway gateway, Completions completions, TerminalHistory history) {
        return new TerminalScreenLines(this, gateway, completions, history);
    }

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

    @Override
    public int width() {
        return terminal.getSize().getColumns();
    }

    Terminal terminal() {
        return terminal;
    }

    LineReader reader() {
        return reader;
    }

    @Override
    public void close() {
        try {
            if (!isKnown(found)) {
                terminal.setSize(found);
            }
            terminal.close();
        } catch (IOException _) {
            // It has gone already; there is nothing left to restore.
        }
    }
}
