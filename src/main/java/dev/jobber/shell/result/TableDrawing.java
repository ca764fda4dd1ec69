package dev.jobber.shell.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Draws the rows of a table, part by part. On a screen that is too narrow it shortens the widest
/// column, and then leaves out columns; once left out, a column stays so.
final class TableDrawing {
    /// A column is not made narrower than this in order to fit.
    private static final int NARROWEST = 24;

    private final Style style;
    private final List<String> expendable;
    private final Set<String> leftOut = new LinkedHashSet<>();
    private Map<String, Column> above = new HashMap<>();
    private Set<String> names = new LinkedHashSet<>();
    private List<String> headings = List.of();

    /// @param expendable the columns that are left out first, in this order
    TableDrawing(Style style, List<String> expendable) {
        this.style = style;
        this.expendable = expendable;
    }

    private record Column(String name, List<String> cells, boolean numbers, int width) {
        Column width(int newWidth) {
            return new Column(name, cells, numbers, newWidth);
        }
    }

    /// The next rows, without the last one's end.
    ///
    /// @param areMore whether they are not all rows
    String part(List<Value> rows, boolean areMore) {
        if (style.isSpoken()) {
            return rows.stream()
                    .map(row -> spoken((Value.Fields) row))
                    .collect(Collectors.joining("\n"));
        }
        rows.forEach(row -> names.addAll(((Value.Fields) row).fields().keySet()));
        List<Column> all = names.stream().map(name -> column(name, rows)).toList();
        above = new HashMap<>();
        all.forEach(column -> above.put(column.name(), column));
        int before = leftOut.size();
        List<Column> shown = style.isScreen() ? fitted(all) : all;
        List<String> now = shown.stream().map(Column::name).toList();
        var lines = new StringBuilder();
        boolean tells = leftOut.size() > before;
        if (tells && areMore) {
            lines.append(notice()).append('\n');
        }
        if (!now.equals(headings)) {
            headings = now;
            var line = new StringBuilder();
            shown.forEach(column -> append(line, column, column.name(), Palette.NAME));
            lines.append(line.toString().stripTrailing()).append('\n');
        }
        for (int i = 0; i < rows.size(); i++) {
            lines.append(i == 0 ? "" : "\n").append(line(shown, i));
        }
        if (tells && !areMore) {
            lines.append('\n').append(notice());
        }
        return lines.toString();
    }

    /// `id a, status running, attempts 1`
    private static String spoken(Value.Fields row) {
        return row.fields().entrySet().stream()
                .filter(field -> !(field.getValue() instanceof Value.Nothing))
                .map(field ->
                        field.getKey() + " " + Table.oneLine(Rendering.inline(field.getValue())))
                .collect(Collectors.joining(", "));
    }

    private String line(List<Column> columns, int row) {
        var line = new StringBuilder();
        for (Column column : columns) {
            String cell = column.cells().get(row);
            append(
                    line,
                    column,
                    cell,
                    style.colour() ? Palette.ofCell(column.name(), cell) : Palette.PLAIN);
        }
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return line.substring(0, end);
    }

    private void append(StringBuilder line, Column column, String text, Palette meaning) {
        line.append(line.isEmpty() ? "" : Table.GAP);
        int wide = Table.width(text);
        String fitting = wide > column.width() ? cut(text, column.width()) : text;
        int blanks = Math.max(0, column.width() - Math.min(wide, column.width()));
        if (column.numbers()) {
            line.repeat(' ', blanks);
        }
        line.append(style.paint(meaning, fitting));
        if (!column.numbers()) {
            line.repeat(' ', blanks);
        }
    }

    /// The beginning of a text, filled up with blanks to exactly this number of columns.
    private String cut(String text, int width) {
        String cut = Table.cut(text, width, style.ellipsis());
        return cut + " ".repeat(Math.max(0, width - Table.width(cut)));
    }

    private Column column(String name, List<Value> rows) {
        Optional<Column> before = Optional.ofNullable(above.get(name));
        var cells = new ArrayList<String>(rows.size());
        int width = Math.max(Table.width(name), before.map(Column::width).orElse(0));
        boolean anyNumber = false;
        boolean onlyNumbers = true;
        for (Value row : rows) {
            Value value = ((Value.Fields) row).fields().getOrDefault(name, Value.nothing());
            String cell = Table.oneLine(Rendering.inline(value));
            cells.add(cell);
            width = Math.max(width, Table.width(cell));
            anyNumber |= value instanceof Value.Whole;
            onlyNumbers &= value instanceof Value.Whole || value instanceof Value.Nothing;
        }
        boolean numbers = before.map(Column::numbers).orElse(anyNumber && onlyNumbers);
        return new Column(name, cells, numbers, width);
    }

    // ---- a screen that is too narrow

    private List<Column> fitted(List<Column> all) {
        List<Column> left = new ArrayList<>(all);
        left.removeIf(column -> leftOut.contains(column.name()));
        while (over(left) > 0 && !shorten(left) && left.size() > 1) {
            Column next = expendable(left);
            left.remove(next);
            leftOut.add(next.name());
        }
        return left;
    }

    /// By how much the columns are too wide.
    private int over(List<Column> columns) {
        int gaps = Table.GAP.length() * (columns.size() - 1);
        return columns.stream().mapToInt(Column::width).sum() + gaps - style.width();
    }

    /// Makes the widest column so narrow that all fit; false if that would leave too little of it.
    private boolean shorten(List<Column> columns) {
        int widest = 0;
        for (int i = 1; i < columns.size(); i++) {
            if (columns.get(i).width() > columns.get(widest).width()) {
                widest = i;
            }
        }
        Column column = columns.get(widest);
        int width = column.width() - over(columns);
        if (column.numbers() || width < Math.max(NARROWEST, Table.width(column.name()))) {
            return false;
        }
        columns.set(widest, column.width(width));
        return true;
    }

    private Column expendable(List<Column> columns) {
        return expendable.stream()
                .flatMap(name ->
                        columns.stream().skip(1).filter(column -> column.name().equals(name)))
                .findFirst()
                .orElseGet(columns::getLast);
    }

    private String notice() {
        return style.paint(
                Palette.FAINT,
                Paragraph.rows(
                        "The screen is too narrow for "
                                + String.join(", ", leftOut)
                                + ": '-o json' shows all.",
                        style.width()));
    }
}
