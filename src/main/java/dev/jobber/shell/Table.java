package dev.jobber.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jline.utils.WCWidth;

/// Draws rows in columns and fields in a block.
final class Table {

    private static final String GAP = "  ";

    private Table() {}

    /// Rows under their fields' names; numbers stand on the right.
    static Rendering of(List<Value> rows) {
        return style -> {
            var names = new LinkedHashSet<String>();
            rows.forEach(row -> names.addAll(((Value.Fields) row).fields().keySet()));
            var columns = names.stream().map(name -> column(name, rows)).toList();
            var lines = new ArrayList<String>();
            lines.add(style.faint(line(columns, Column::head)));
            for (int i = 0; i < rows.size(); i++) {
                int row = i;
                lines.add(line(columns, column -> column.cell(row)));
            }
            return String.join("\n", lines);
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
    static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    private record Column(String name, List<String> cells, boolean numbers, int width) {

        String head() {
            return padded(name);
        }

        String cell(int row) {
            return padded(cells.get(row));
        }

        private String padded(String text) {
            var blanks = " ".repeat(width - Table.width(text));
            return numbers ? blanks + text : text + blanks;
        }
    }

    private static Column column(String name, List<Value> rows) {
        var values =
                rows.stream()
                        .map(row ->
                                ((Value.Fields) row).fields().getOrDefault(name, Value.nothing()))
                        .toList();
        var cells = values.stream().map(value -> oneLine(Rendering.inline(value))).toList();
        boolean numbers =
                values.stream().anyMatch(Value.Whole.class::isInstance)
                        && values.stream()
                                .allMatch(value ->
                                        value instanceof Value.Whole
                                                || value instanceof Value.Nothing);
        int width = Math.max(width(name), cells.stream().mapToInt(Table::width).max().orElse(0));
        return new Column(name, cells, numbers, width);
    }

    private static String line(
            List<Column> columns, java.util.function.Function<Column, String> cell) {
        return String.join(GAP, columns.stream().map(cell).toList()).stripTrailing();
    }

    private static String oneLine(String text) {
        return text.lines().findFirst().orElse("") + (text.indexOf('\n') >= 0 ? " …" : "");
    }
}
