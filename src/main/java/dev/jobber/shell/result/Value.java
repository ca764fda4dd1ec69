package dev.jobber.shell.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// The result of a command, as JSON knows values.
public sealed interface Value {
    /// Nothing to say.
    record Nothing() implements Value {}

    /// Yes or no.
    record Truth(boolean is) implements Value {}

    /// A whole number.
    record Whole(long number) implements Value {}

    /// A number with a fraction.
    record Fraction(double number) implements Value {}

    /// A text.
    record Text(String text) implements Value {
        public Text {
            Objects.requireNonNull(text);
        }
    }

    /// Values one after the other.
    record Rows(List<Value> rows) implements Value {
        public Rows {
            rows = rows instanceof MappedRows<?> ? rows : List.copyOf(rows);
        }

        /// Rows that are made when they are looked at, for a long list.
        ///
        /// @param row makes a row; the same for the same item each time
        public static <T> Rows of(List<T> items, Function<T, Fields> row) {
            return new Rows(new MappedRows<>(items, row));
        }
    }

    /// Values with names, in the order in which they are shown.
    record Fields(Map<String, Value> fields) implements Value {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /// Fields that are put together one after the other, for a row of a long list.
        ///
        /// @param adder adds them, in their order
        public static Fields of(Consumer<Map<String, Value>> adder) {
            var all = new LinkedHashMap<String, Value>(16);
            adder.accept(all);
            return new Fields(all);
        }

        /// A value without fields.
        public static Fields none() {
            return new Fields(Map.of());
        }

        /// These fields and one more, at the end.
        public Fields with(String name, Value value) {
            LinkedHashMap<String, Value> all = new LinkedHashMap<>(fields);
            all.put(name, value);
            return new Fields(all);
        }

        /// These fields and a text, at the end.
        public Fields with(String name, String text) {
            return with(name, new Text(text));
        }

        /// These fields and a number, at the end.
        public Fields with(String name, long number) {
            return with(name, new Whole(number));
        }

        /// The field that stands for the whole row.
        private Optional<String> ofRow() {
            return text("pid")
                    .or(() -> text("id"))
                    .or(() -> first(value -> value instanceof Whole || value instanceof Fraction))
                    .or(() -> text("name"))
                    .or(() -> first(Text.class::isInstance));
        }

        private Optional<String> text(String field) {
            return Optional.ofNullable(fields.get(field))
                    .filter(Text.class::isInstance)
                    .flatMap(Value::principal);
        }

        private Optional<String> first(Predicate<Value> wanted) {
            return fields.values().stream().filter(wanted).findFirst().flatMap(Value::principal);
        }
    }

    /// Nothing.
    static Value nothing() {
        return new Nothing();
    }

    /// A text, or nothing.
    static Value ofText(Optional<String> text) {
        return text.<Value>map(Text::new).orElseGet(Nothing::new);
    }

    /// A number, or nothing.
    static Value ofWhole(OptionalInt number) {
        return number.isPresent() ? new Whole(number.getAsInt()) : new Nothing();
    }

    /// The value as one line of JSON.
    default String toJson() {
        return Json.write(this);
    }

    /// What `$NAME` stands for: the pid of what was started or found, else its id, else a number,
    /// else its name; of a list that of its first row; empty where there is none of these.
    default Optional<String> principal() {
        return switch (this) {
            case Nothing() -> Optional.empty();
            case Truth(boolean is) -> Optional.of(Boolean.toString(is));
            case Whole(long number) -> Optional.of(Long.toString(number));
            case Fraction(double number) -> Optional.of(Double.toString(number));
            case Text(String text) -> Optional.of(text);
            case Rows(List<Value> rows) ->
                    rows.isEmpty() ? Optional.empty() : rows.getFirst().principal();
            case Fields fields -> fields.ofRow();
        };
    }
}
