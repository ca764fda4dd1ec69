package dev.jobber.shell.result;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Draws a result for people.
@FunctionalInterface
public interface Rendering {
    /// The result as text, without the last line's end; empty where there is nothing to show.
    String text(Style style);

    /// The result in parts, each of whole lines without the last one's end; a long one can be
    /// written while its later parts are still to be made.
    default Stream<String> parts(Style style) {
        return Stream.of(text(style));
    }

    /// Whether there may be several parts, so that writing them takes its time.
    default boolean isLong() {
        return false;
    }

    /// The rendering that suits a value: a list of rows is a table, a row is a block, the rest is a
    /// text.
    static Rendering of(Value value) {
        return switch (value) {
            case Value.Rows(List<Value> rows) when rows.isEmpty() -> _ -> "none";
            case Value.Rows(List<Value> rows)
                    when rows instanceof MappedRows<?>
                            || rows.stream().allMatch(Value.Fields.class::isInstance) ->
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
