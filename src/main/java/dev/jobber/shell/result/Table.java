package dev.jobber.shell.result;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jline.utils.WCWidth;

/// Draws rows in columns and fields in a block.
public final class Table {
    private static final String GAP = "  ";

    private Table() {}

    /// Rows under their fields' names; numbers stand on the right.
    static Rendering of(List<Value> rows) {
        return style -> {
            var names = new LinkedHashSet<String>();
            rows.forEach(row -> names.addAll(((Value.Fields) row).fields().keySet()));
            List<Column> columns = names.stream().map(name -> column(name, rows)).toList();
            var lines = new StringBuilder();
            lines.append(style.faint(line(columns, Column::name)));
            for (int i = 0; i < rows.size(); i++) {
                int row = i;
                lines.append('\n').append(line(columns, column -> column.cells().get(row)));
            }
            return lines.toString();
        };
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

    private static Column column(String name, List<Value> rows) {
        var cells = new ArrayList<String>(rows.size());
        int width = width(name);
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
        return new Column(name, cells, anyNumber && onlyNumbers, width);
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
