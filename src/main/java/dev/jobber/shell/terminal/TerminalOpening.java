package dev.jobber.shell.terminal;

import dev.jobber.shell.console.ConsoleColour;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jline.nativ.CLibrary;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/// Takes the process's terminal. The first part takes a fifth of the start-up time and has no
/// visible effect, so it runs while the options are read.
public final class TerminalOpening {
    private static final int STANDARD_INPUT = 0;
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;

    /// The signals a terminal needs, beside interrupts. They are registered once here; JLine would
    /// register each of them again for every line that it reads.
    private static final List<Terminal.Signal> SIGNALS =
            List.of(Terminal.Signal.WINCH, Terminal.Signal.CONT);

    private final Map<String, String> environment;
    private final TextEncoding encoding;
    private final FutureTask<Optional<Terminal>> terminal = new FutureTask<>(this::build);
    private volatile boolean isUnknown;

    /// Opens nothing yet.
    ///
    /// @param environment the process environment
    public TerminalOpening(Map<String, String> environment) {
        this.environment = environment;
        this.encoding = TextEncoding.of(environment);
    }

    /// Whether standard output is a terminal.
    public static boolean isOutputTerminal() {
        return isTerminal(STANDARD_OUTPUT);
    }

    /// Whether standard error is a terminal.
    public static boolean isErrorTerminal() {
        return isTerminal(STANDARD_ERROR);
    }

    /// Whether standard input is a terminal.
    public static boolean isTerminal() {
        return isTerminal(STANDARD_INPUT);
    }

    private static boolean isTerminal(int stream) {
        try {
            return CLibrary.isatty(stream) == 1;
        } catch (LinkageError _) {
            // JLine has no library for this system, or cannot write the library to a folder it can
            // load from.
            return stream == STANDARD_INPUT
                    && Optional.ofNullable(System.console())
                            .map(java.io.Console::isTerminal)
                            .orElse(false);
        }
    }

    /// Begins beside the calling thread.
    public void begin() {
        Thread.ofPlatform().daemon().name("jobber-terminal").start(terminal);
    }

    /// Takes the terminal: as a screen, or as a plain terminal if it cannot move its cursor.
    ///
    /// @throws IOException if it cannot be opened
    public TerminalSession open(ConsoleColour colour) throws IOException {
        var look = new TerminalLook(colour.applies(environment, true), encoding.drawsTrees());
        terminal.run(); // unless it has begun
        Optional<Terminal> found = built();
        return found.isPresent()
                ? new ScreenTerminal(found.get(), look, new OwnDriver(found.get()))
                : PlainTerminal.open(encoding.charset(), look);
    }

    /// A sentence for the user if the type of the terminal is not known. Empty if it is known, or
    /// if the terminal is not open yet.
    public Optional<String> notice() {
        return isUnknown
                ? Optional.of(TerminalType.unknown(environment.getOrDefault("TERM", "")))
                : Optional.empty();
    }

    private Optional<Terminal> built() throws IOException {
        try {
            return terminal.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Optional<Terminal> build() throws IOException {
        String type = environment.getOrDefault("TERM", "");
        if (type.isEmpty() || type.equals(Terminal.TYPE_DUMB) || !isTerminal()) {
            return Optional.empty();
        }
        if (TerminalType.learn(type).isEmpty()) {
            isUnknown = true;
            return Optional.empty();
        }
        Terminal built =
                TerminalBuilder.builder()
                        .name("jobber")
                        .type(type)
                        .encoding(encoding.charset())
                        .stdinEncoding(encoding.charset())
                        .stdoutEncoding(encoding.charset())
                        .system(true)
                        .providers(
                                TerminalBuilder.PROP_PROVIDER_JNI
                                        + ","
                                        + TerminalBuilder.PROP_PROVIDER_EXEC)
                        .dumb(true)
                        .nativeSignals(false)
                        // JLine must not query the terminal: that costs start-up time, and the
                        // reply could reach the parent shell.
                        .graphemeCluster(false)
                        .build();
        if (built.getType().startsWith(Terminal.TYPE_DUMB)) {
            built.close();
            return Optional.empty();
        }
        if (TerminalClusters.areOne(environment)) {
            built.setGraphemeClusterMode(true, true);
        }
        EndSignal.inBackground(() -> {
            Signals.register(Terminal.Signal.INT.name(), () -> CommandInterrupts.raise(built));
            SIGNALS.forEach(signal -> Signals.register(signal.name(), () -> built.raise(signal)));
        });
        return Optional.of(built);
    }
}
