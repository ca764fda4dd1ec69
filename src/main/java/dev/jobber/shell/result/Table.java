package dev.jobber.shell.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/// Draws rows in columns and fields in a block.
public final class Table {
    static final String GAP = "  ";

    private Table() {}

    /// Rows under their fields' names; numbers stand on the right.
    static Rendering of(List<Value> rows) {
        return of(rows, List.of());
    }

    /// Rows under their fields' names; numbers stand on the right.
    ///
    /// @param expendable the columns that are left out on a screen that is too narrow, the first
    ///   one first; then those on the right, but never the first column
    public static Rendering of(List<Value> rows, List<String> expendable) {
        return rows.isEmpty() ? _ -> "none" : new Rows(rows, List.copyOf(expendable));
    }

    /// Rows in parts. A part is as wide as it needs, and no narrower than the part before it, so
    /// that the columns of two parts differ only where a later row is wider than all before.
    private record Rows(List<Value> rows, List<String> expendable) implements Rendering {
        private static final int PART = 1_000;

        /// The first part of several is small, so that the first screen is soon there.
        private static final int FIRST = 100;

        @Override
        public String text(Style style) {
            return parts(style).collect(Collectors.joining("\n"));
        }

        @Override
        public Stream<String> parts(Style style) {
            var drawing = new TableDrawing(style, expendable);
            return IntStream.iterate(0, begin -> begin < rows.size(), this::end)
                    .mapToObj(begin ->
                            drawing.part(List.copyOf(rows.subList(begin, end(begin))), isLong()));
        }

        /// Where the part ends that begins here.
        private int end(int begin) {
            return Math.min(rows.size(), begin + (begin == 0 && isLong() ? FIRST : PART));
        }

        @Override
        public boolean isLong() {
            return rows.size() > PART;
        }
    }

    /// Fields one under the other.
    static Rendering block(Value.Fields fields) {
        return style -> {
            int width =
                    style.isSpoken()
                            ? 0
                            : fields.fields().keySet().stream()
                                    .mapToInt(Table::width)
                                    .max()
                                    .orElse(0);
            var lines = new ArrayList<String>();
            fields.fields()
                    .forEach((name, value) ->
                            lines.add(
                                    (style.paint(Palette.NAME, name)
                                                    + " ".repeat(Math.max(0, width - width(name)))
                                                    + GAP
                                                    + cell(style, name, value))
                                            .stripTrailing()));
            return String.join("\n", lines);
        };
    }

    /// How many columns a text takes on a terminal.
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return text.codePoints().map(Table::width).sum();
            }
            width++;
        }
        return width;
    }

    /// A text, or as much of its beginning as has room with a sign that it goes on.
    ///
    /// @param width in columns
    public static String cut(String text, int width, String sign) {
        if (width(text) <= width) {
            return text;
        }
        int room = width - width(sign);
        int end = 0;
        int wide = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            wide += width(c);
            if (wide > room) {
                break;
            }
            end += Character.charCount(c);
        }
        return room < 0 ? "" : text.substring(0, end) + sign;
    }

    /// How many columns of the screen a character takes.
    public static int width(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    private static String cell(Style style, String name, Value value) {
        String text = oneLine(Rendering.inline(value));
        return style.paint(Palette.ofCell(name, text), text);
    }

    static String oneLine(String text) {
        String first = text.indexOf('\n') < 0 ? text : text.lines().findFirst().orElse("") + " …";
        return Printable.text(first);
    }
}
