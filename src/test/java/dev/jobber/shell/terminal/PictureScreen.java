package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jline.utils.ScreenTerminal.VirtualTerminal;

/// A terminal that exists in memory only, on which the whole program runs, and of which a picture
/// can be made.
public final class PictureScreen implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final VirtualTerminal virtual;
    private final ScreenTerminal screen;

    public PictureScreen(int columns, int rows) {
        try {
            virtual =
                    org.jline.utils.ScreenTerminal.withTerminal(
                            "picture", "xterm-256color", columns, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        screen =
                new ScreenTerminal(
                        virtual.terminal(), new TerminalLook(true, true), new NoDriver());
    }

    /// The terminal, for the program.
    public TerminalSession session() {
        return screen;
    }

    /// Types these characters, `\r` for Enter.
    public void type(String keys) {
        try {
            virtual.terminal().processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until the prompt asks for a line, and this stands on the screen.
    public void awaitShown(String text) {
        await(() -> text().contains(text) && screen.reader().isReading());
    }

    /// Waits until this has been typed.
    public void awaitTyped(String text) {
        await(() -> screen.reader().getBuffer().toString().equals(text));
    }

    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(end - System.nanoTime()).as("time left to wait on\n%s", text()).isPositive();
            try {
                virtual.screen().waitDirty(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private String text() {
        var text = new StringBuilder();
        for (List<Cell> row : rows()) {
            row.forEach(cell -> text.appendCodePoint(cell.character()));
            text.append('\n');
        }
        return text.toString();
    }

    /// A character on the screen.
    ///
    /// @param look its colour, and whether it is bold, faint or struck out
    public record Cell(int character, Look look) {}

    /// How a character is drawn.
    ///
    /// @param colour as red, green and blue, or -1 for the usual one
    public record Look(int colour, boolean bold, boolean faint) {}

    /// The rows of the screen.
    public List<List<Cell>> rows() {
        int columns = virtual.screen().getColumns();
        int height = virtual.screen().getRows();
        var cells = new long[columns * height];
        virtual.screen().dump(cells, new int[2]);
        var rows = new ArrayList<List<Cell>>();
        for (int row = 0; row < height; row++) {
            var line = new ArrayList<Cell>();
            for (int column = 0; column < columns; column++) {
                line.add(cell(cells[row * columns + column]));
            }
            rows.add(line);
        }
        return rows;
    }

    private static Cell cell(long cell) {
        int character = org.jline.utils.ScreenTerminal.cellCodePoint(cell);
        return new Cell(
                character == 0 ? ' ' : character,
                new Look(
                        org.jline.utils.ScreenTerminal.cellHasForeground(cell)
                                ? org.jline.utils.ScreenTerminal.cellColorRgb(
                                        org.jline.utils.ScreenTerminal.cellForeground(cell))
                                : -1,
                        org.jline.utils.ScreenTerminal.cellBold(cell),
                        org.jline.utils.ScreenTerminal.cellDim(cell)));
    }

    @Override
    public void close() {
        screen.close();
    }
}
