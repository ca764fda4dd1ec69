package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Console;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogThreshold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jline.reader.History;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;

/// A prompt on a terminal that exists in memory only, with a thread that reads its lines one after
/// the other.
final class VirtualShell implements AutoCloseable {
    static final String PROMPT = "jobber> ";

    /// How many entries the log keeps.
    static final int KEPT = 10_000;

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final org.jline.utils.ScreenTerminal.VirtualTerminal virtual;
    private final ScreenTerminal screen;
    private final LogGateway gateway;
    private final Prompt lines;
    private final BlockingQueue<Prompt.Read> reads = new LinkedBlockingQueue<>();
    private final Thread reader;
    private volatile Consumer<String> command = _ -> {};

    VirtualShell(int columns, int rows, boolean colour, Completions completions, Path history) {
        try {
            virtual =
                    org.jline.utils.ScreenTerminal.withTerminal(
                            "test", "xterm-256color", columns, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        screen =
                new ScreenTerminal(
                        virtual.terminal(), new TerminalLook(colour, true), new NoDriver());
        gateway =
                LogGateway.open(
                        screen,
                        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                        LogThreshold.INFO,
                        new LogGateway.Limits(1 << 20, KEPT, 20, Duration.ofMillis(1)));
        lines =
                screen.lines(
                        gateway,
                        completions,
                        TerminalHistory.of(new HistoryFile(history, 100), console()::error));
        reader = Thread.ofPlatform().daemon().start(this::readAll);
        awaitPrompt();
    }

    private void readAll() {
        Prompt.Read read;
        do {
            read = lines.read(PROMPT);
            if (read instanceof Prompt.Read.Line(String text)) {
                command.accept(text);
            }
            reads.add(read);
        } while (!(read instanceof Prompt.Read.EndOfInput));
    }

    /// Runs this for each line, before the next one is read.
    void runs(Consumer<String> newCommand) {
        command = newCommand;
    }

    /// The history of the lines from now on.
    void history(History newHistory) {
        screen.reader().setHistory(newHistory);
    }

    /// A SIGINT comes.
    void interrupt() {
        CommandInterrupts.raise(virtual.terminal());
    }

    LogGateway gateway() {
        return gateway;
    }

    Console console() {
        return screen.console(gateway);
    }

    Prompt lines() {
        return lines;
    }

    /// Types these characters, `\r` for Enter.
    void type(String keys) {
        try {
            virtual.terminal().processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void resize(int columns, int rows) {
        var size = Size.of(columns, rows);
        virtual.screen().setSize(size);
        virtual.terminal().setSize(size);
        virtual.terminal().raise(Terminal.Signal.WINCH);
    }

    /// What came of the next line that was asked for.
    Prompt.Read nextRead() throws InterruptedException {
        Prompt.Read read = reads.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        assertThat(read).as("a line, an interrupt or the end, on %s", this).isNotNull();
        return read;
    }

    void awaitPrompt() {
        await(() -> screen.reader().isReading());
    }

    void awaitTyped(String text) {
        await(() -> screen.reader().getBuffer().toString().equals(text));
    }

    /// Waits until the line being typed is one of these.
    String awaitTyped(Predicate<String> wanted) {
        await(() -> wanted.test(screen.reader().getBuffer().toString()));
        return screen.reader().getBuffer().toString();
    }

    void awaitShown(String text) {
        await(() -> shown().contains(text));
    }

    /// Waits until a condition on the screen holds.
    void awaitThat(BooleanSupplier condition) {
        await(condition);
    }

    /// The attributes of the terminal.
    Attributes attributes() {
        return virtual.terminal().getAttributes();
    }

    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(end - System.nanoTime()).as("time left to wait on %s", this).isPositive();
            try {
                virtual.screen().waitDirty(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// The rows that have left the screen at its top, and those on it, without the blanks at their
    /// ends.
    List<String> rows() {
        var rows = new ArrayList<String>();
        for (long[] row : virtual.screen().getHistory()) {
            rows.add(text(row));
        }
        int columns = virtual.screen().getColumns();
        int height = virtual.screen().getRows();
        var cells = new long[columns * height];
        virtual.screen().dump(cells, new int[2]);
        for (int row = 0; row < height; row++) {
            var line = new long[columns];
            System.arraycopy(cells, row * columns, line, 0, columns);
            rows.add(text(line));
        }
        return rows;
    }

    /// What stands on the screen from the last prompt on, the rows it has been broken into put
    /// together.
    String lineBeingTyped() {
        List<String> rows = rows();
        int last = rows.size() - 1;
        while (!rows.get(last).startsWith(PROMPT)) {
            last--;
        }
        return String.join("", rows.subList(last, rows.size()))
                .substring(PROMPT.length())
                .stripTrailing();
    }

    private static String text(long[] cells) {
        var row = new StringBuilder();
        for (long cell : cells) {
            int c = org.jline.utils.ScreenTerminal.cellCodePoint(cell);
            row.appendCodePoint(c == 0 ? ' ' : c);
        }
        return row.toString();
    }

    boolean hasColours() {
        var cells = new long[virtual.screen().getColumns() * virtual.screen().getRows()];
        virtual.screen().dump(cells, new int[2]);
        return Arrays.stream(cells).anyMatch(org.jline.utils.ScreenTerminal::cellHasForeground);
    }

    String shown() {
        return rows().stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return "a screen with:\n" + shown();
    }

    @Override
    public void close() {
        lines.end();
        try {
            reader.join(DEADLINE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        gateway.close();
        screen.close();
    }
}
