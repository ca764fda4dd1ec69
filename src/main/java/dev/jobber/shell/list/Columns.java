package dev.jobber.shell.list;

import dev.jobber.shell.result.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The fields of the rows of a list, in their order.
///
/// @param all the fields
/// @param expendable the headings of the columns that a table leaves out where it is too wide, the
///   first one first
/// @param areValues whether a row for programs is no object but the value of its only field
public record Columns<T>(List<Column<T>> all, List<String> expendable, boolean areValues) {
    public Columns {
        all = List.copyOf(all);
        expendable = List.copyOf(expendable);
    }

    /// Fields of rows that are objects for programs.
    public Columns(List<Column<T>> all, List<String> expendable) {
        this(all, expendable, false);
    }

    /// The field of rows that are plain values for programs, unless a line chooses the field.
    public static <T> Columns<T> ofValues(Column<T> only) {
        return new Columns<>(List.of(only), List.of(), true);
    }

    /// Fields of which none is left out before the others.
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T> Columns<T> of(Column<T>... all) {
        return new Columns<>(List.of(all), List.of());
    }

    /// The same fields. A table that is too wide leaves out these, in this order.
    public Columns<T> leavingOut(String... headings) {
        return new Columns<>(all, List.of(headings));
    }

    /// These fields after one more.
    public Columns<T> after(Column<T> first) {
        return new Columns<>(Stream.concat(Stream.of(first), all.stream()).toList(), expendable);
    }

    /// The fields' names.
    public List<String> names() {
        return all.stream().map(Column::name).toList();
    }

    /// The field that a line means by a word: its name, or the heading above it.
    public Optional<Column<T>> find(String word) {
        return all.stream().filter(column -> column.isCalled(word)).findFirst();
    }

    /// Rows for programs.
    Value.Rows rows(List<T> items) {
        return areValues
                ? new Value.Rows(items.stream().map(all.getFirst().value()::apply).toList())
                : Value.Rows.of(items, this::row);
    }

    /// A row for programs.
    public Value.Fields row(T item) {
        return row(item, Column::name, Column::value);
    }

    /// A row for people.
    public Value.Fields shown(T item) {
        return row(item, column -> column.look().heading(), column -> column.look().shown());
    }

    private Value.Fields row(
            T item,
            Function<Column<T>, String> name,
            Function<Column<T>, Function<? super T, Value>> value) {
        return Value.Fields.of(row -> {
            for (Column<T> column : all) {
                row.put(name.apply(column), value.apply(column).apply(item));
            }
        });
    }

    /// Those that a table has if the line chooses none.
    public Columns<T> usual() {
        return new Columns<>(
                all.stream().filter(column -> column.look().isUsual()).toList(), expendable);
    }
}
