package dev.jobber.shell.result;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/// Draws rows in columns and fields in a block.
public final class Table {
    private static final String GAP = "  ";

    private Table() {}

    /// Rows under their fields' names; numbers stand on the right.
    static Rendering of(List<Value> rows) {
        return new Rows(rows);
    }

    /// Rows in parts. A part is as wide as it needs, and no narrower than the part before it, so
    /// that the columns of two parts differ only where a later row is wider than all before.
    private record Rows(List<Value> rows) implements Rendering {
        private static final int PART = 1_000;

        @Override
        public String text(Style style) {
            return parts(style).collect(Collectors.joining("\n"));
        }

        @Override
        public Stream<String> parts(Style style) {
            var above = new AtomicReference<List<Column>>(List.of());
            return IntStream.iterate(0, begin -> begin < rows.size(), begin -> begin + PART)
                    .mapToObj(begin -> {
                        int end = Math.min(rows.size(), begin + PART);
                        List<Value> part = List.copyOf(rows.subList(begin, end));
                        List<Column> columns = columns(part, above.get());
                        String text =
                                text(
                                        columns,
                                        part.size(),
                                        !names(above.get()).equals(names(columns)),
                                        style);
                        above.set(columns);
                        return text;
                    });
        }

        @Override
        public boolean isLong() {
            return rows.size() > PART;
        }

        private static List<String> names(List<Column> columns) {
            return columns.stream().map(Column::name).toList();
        }

        private static List<Column> columns(List<Value> part, List<Column> above) {
            LinkedHashSet<String> names = new LinkedHashSet<>(names(above));
            part.forEach(row -> names.addAll(((Value.Fields) row).fields().keySet()));
            Map<String, Column> before =
                    above.stream().collect(Collectors.toMap(Column::name, Function.identity()));
            return names.stream()
                    .map(name -> column(name, part, Optional.ofNullable(before.get(name))))
                    .toList();
        }

        private static String text(List<Column> columns, int rows, boolean hasNames, Style style) {
            var lines = new StringBuilder();
            if (hasNames) {
                lines.append(style.faint(line(columns, Column::name))).append('\n');
            }
            for (int i = 0; i < rows; i++) {
                int row = i;
                lines.append(i == 0 ? "" : "\n")
                        .append(line(columns, column -> column.cells().get(row)));
            }
            return lines.toString();
        }
    }

    /// Fields one under the other.
    static Rendering block(Value.Fields fields) {
        return style -> {
            int width = fields.fields().keySet().stream().mapToInt(Table::width).max().orElse(0);
            var lines = new ArrayList<String>();
            fields.fields()
                    .forEach((name, value) ->
                            lines.add(
                                    (style.faint(name)
                                                    + " ".repeat(width - width(name))
                                                    + GAP
                                                    + oneLine(Rendering.inline(value)))
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

    /// How many columns of the screen a character takes.
    public static int width(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    private record Column(String name, List<String> cells, boolean numbers, int width) {
        void append(StringBuilder line, String text) {
            int begin = line.length();
            line.append(text);
            int blanks = width - Table.width(text);
            if (numbers) {
                line.insert(begin, " ".repeat(blanks));
            } else {
                line.repeat(' ', blanks);
            }
        }
    }

    /// @param above the same column of the rows before
    private static Column column(String name, List<Value> rows, Optional<Column> above) {
        var cells = new ArrayList<String>(rows.size());
        int width = Math.max(width(name), above.map(Column::width).orElse(0));
        boolean anyNumber = false;
        boolean onlyNumbers = true;
        for (Value row : rows) {
            Value value = ((Value.Fields) row).fields().getOrDefault(name, Value.nothing());
            String cell = oneLine(Rendering.inline(value));
            cells.add(cell);
            width = Math.max(width, width(cell));
            anyNumber |= value instanceof Value.Whole;
            onlyNumbers &= value instanceof Value.Whole || value instanceof Value.Nothing;
        }
        boolean numbers = above.map(Column::numbers).orElse(anyNumber && onlyNumbers);
        return new Column(name, cells, numbers, width);
    }

    private static String line(List<Column> columns, Function<Column, String> cell) {
        var line = new StringBuilder();
        for (Column column : columns) {
            line.append(line.isEmpty() ? "" : GAP);
            column.append(line, cell.apply(column));
        }
        return line.toString().stripTrailing();
    }

    private static String oneLine(String text) {
        String first = text.indexOf('\n') < 0 ? text : text.lines().findFirst().orElse("") + " …";
        return Printable.text(first);
    }
}
