package dev.jobber.shell.list;

import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The order of rows by a field: numbers by their size, times by their time, pids by their numbers,
/// other texts by their letters. Rows without a value come last.
///
/// @param field its name
record Order(String field, boolean isDescending) {
    private static final String PID = "#PID<0.";
    private static final String END_OF_PID = ".0>";

    /// Where the time begins in `2026-12-01T15:30:00Z`.
    private static final int DATE = 10;

    /// `FIELD` or `-FIELD`
    static Order parse(String text) {
        return text.startsWith("-") ? new Order(text.substring(1), true) : new Order(text, false);
    }

    /// A row beside what it is put in order by.
    private record Keyed<T>(T item, Key key) {}

    /// What a row is put in order by. The constants of a kind come after those of the kind before.
    private sealed interface Key {
        record Number(double number) implements Key {}

        record Time(Instant time) implements Key {}

        record Letters(String text) implements Key {}

        record Missing() implements Key {}

        static Key of(Value value) {
            return switch (value) {
                case Value.Nothing() -> new Missing();
                case Value.Whole(long number) -> new Number(number);
                case Value.Fraction(double number) -> new Number(number);
                case Value.Text(String text) -> of(text);
                case Value.Truth _, Value.Rows _, Value.Fields _ ->
                        new Letters(Rendering.inline(value));
            };
        }

        private static Key of(String text) {
            try {
                if (text.startsWith(PID) && text.endsWith(END_OF_PID)) {
                    return new Number(
                            Long.parseLong(
                                    text.substring(
                                            PID.length(), text.length() - END_OF_PID.length())));
                }
                if (text.length() > DATE && text.charAt(DATE) == 'T') {
                    return new Time(OffsetDateTime.parse(text).toInstant());
                }
            } catch (NumberFormatException | DateTimeException none) {
                // It only looks like one.
            }
            return new Letters(text);
        }

        private int kind() {
            return switch (this) {
                case Number _ -> 0;
                case Time _ -> 1;
                case Letters _ -> 2;
                case Missing _ -> 3;
            };
        }
    }

    /// The rows in this order. Each value is asked for once.
    <T> List<T> sorted(Stream<T> rows, Column<T> column) {
        Comparator<Key> values = Order::compare;
        Comparator<Key> wanted = isDescending ? values.reversed() : values;
        Comparator<Key> missingLast =
                Comparator.comparing((Key key) -> key instanceof Key.Missing).thenComparing(wanted);
        return rows.map(item -> new Keyed<>(item, Key.of(column.value().apply(item))))
                .sorted(Comparator.comparing(Keyed::key, missingLast))
                .map(Keyed::item)
                .toList();
    }

    private static int compare(Key one, Key other) {
        return switch (one) {
            case Key.Number(double number) when other instanceof Key.Number(double second) ->
                    Double.compare(number, second);
            case Key.Time(Instant time) when other instanceof Key.Time(Instant second) ->
                    time.compareTo(second);
            case Key.Letters(String text) when other instanceof Key.Letters(String second) ->
                    text.compareTo(second);
            case Key.Number _, Key.Time _, Key.Letters _, Key.Missing _ ->
                    Integer.compare(one.kind(), other.kind());
        };
    }
}
