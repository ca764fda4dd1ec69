package dev.jobber.shell.list;

import dev.jobber.shell.result.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// A field of the rows of a list.
///
/// @param name what it is called in JSON, and in the options that choose rows and fields
/// @param value its value in a row
/// @param look how people are shown it
/// @param words the values that it may have, if these are few; for completion
public record Column<T>(
        String name, Function<? super T, Value> value, Look<T> look, List<String> words) {
    /// How people are shown a field.
    ///
    /// @param heading what stands above it in a table
    /// @param shown its value in a table
    /// @param isUsual whether it is shown unless a line chooses other fields
    public record Look<T>(String heading, Function<? super T, Value> shown, boolean isUsual) {}

    public Column {
        words = List.copyOf(words);
    }

    /// A field that looks in a table as it is.
    public static <T> Column<T> of(String name, Function<? super T, Value> value) {
        return new Column<>(name, value, new Look<>(name, value, true), List.of());
    }

    /// A text.
    public static <T> Column<T> text(String name, Function<? super T, String> text) {
        return of(name, row -> new Value.Text(text.apply(row)));
    }

    /// A text, or nothing.
    public static <T> Column<T> optional(String name, Function<? super T, Optional<String>> text) {
        return of(name, row -> Value.ofText(text.apply(row)));
    }

    /// A whole number.
    public static <T> Column<T> whole(String name, ToLongFunction<? super T> number) {
        return of(name, row -> new Value.Whole(number.applyAsLong(row)));
    }

    /// Yes or no.
    public static <T> Column<T> truth(String name, Predicate<? super T> test) {
        return of(name, row -> new Value.Truth(test.test(row)));
    }

    /// The same field, which looks different in a table.
    public Column<T> shownAs(String heading, Function<? super T, Value> shown) {
        return new Column<>(name, value, new Look<>(heading, shown, look.isUsual()), words);
    }

    /// The same field, which a table has only if a line chooses it.
    public Column<T> onlyIfChosen() {
        return new Column<>(name, value, new Look<>(look.heading(), look.shown(), false), words);
    }

    /// The same field, with the values that it may have.
    public Column<T> among(List<String> possible) {
        return new Column<>(name, value, look, possible);
    }

    /// Whether a line means this field by the word.
    boolean isCalled(String word) {
        return name.equals(word) || look.heading().equals(word);
    }
}
