package dev.jobber.shell.result;

import java.util.List;
import java.util.stream.Collectors;

/// Draws a result for people.
@FunctionalInterface
public interface Rendering {
    /// The result as text, without the last line's end; empty where there is nothing to show.
    String text(Style style);

    /// The rendering that suits a value: a list of rows is a table, a row is a block, the rest is a
    /// text.
    static Rendering of(Value value) {
        return switch (value) {
            case Value.Rows(List<Value> rows) when rows.isEmpty() -> _ -> "none";
            case Value.Rows(List<Value> rows)
                    when rows.stream().allMatch(Value.Fields.class::isInstance) ->
                    Table.of(rows);
            case Value.Rows(List<Value> rows) ->
                    _ -> rows.stream().map(Rendering::inline).collect(Collectors.joining("\n"));
            case Value.Fields fields -> Table.block(fields);
            default -> _ -> inline(value);
        };
    }

    /// A value within a line.
    static String inline(Value value) {
        return switch (value) {
            case Value.Nothing() -> "-";
            case Value.Text(String text) -> text;
            case Value.Rows(List<Value> rows) when rows.isEmpty() -> "-";
            case Value.Rows(List<Value> rows)
                    when rows.stream().noneMatch(Value.Fields.class::isInstance) ->
                    rows.stream().map(Rendering::inline).collect(Collectors.joining(", "));
            default -> value.toJson();
        };
    }
}
