package dev.jobber.shell.result;

import dev.jobber.otp.Inspect;
import dev.jobber.otp.Pid;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Turns what processes know into results: records and maps into fields, collections into rows, all
/// else into text.
public final class Values {
    private Values() {}

    /// The value of a term.
    public static Value of(Object term) {
        return switch (term) {
            case Optional<?> optional -> optional.map(Values::of).orElseGet(Value::nothing);
            case OptionalInt number -> Value.ofWhole(number);
            case Boolean is -> new Value.Truth(is);
            case Byte number -> new Value.Whole(number);
            case Short number -> new Value.Whole(number);
            case Integer number -> new Value.Whole(number);
            case Long number -> new Value.Whole(number);
            case Float number -> new Value.Fraction(number);
            case Double number -> new Value.Fraction(number);
            case Duration duration -> new Value.Whole(duration.toMillis());
            case Collection<?> values ->
                    new Value.Rows(values.stream().map(it -> of(Optional.ofNullable(it))).toList());
            case Map<?, ?> map -> fields(map);
            case Object array when array.getClass().isArray() -> rows(array);
            case Pid pid -> new Value.Text(pid.toString());
            case Record it -> fields(it);
            default -> new Value.Text(text(term));
        };
    }

    private static Value rows(Object array) {
        return new Value.Rows(
                IntStream.range(0, Array.getLength(array))
                        .mapToObj(i -> Optional.ofNullable(Array.get(array, i)))
                        .map(Values::of)
                        .toList());
    }

    /// A term as text; one that has none of its own is called after its class.
    private static String text(Object term) {
        return hasOwnText(term) ? term.toString() : "#" + term.getClass().getSimpleName();
    }

    private static boolean hasOwnText(Object term) {
        return !Objects.toIdentityString(term).equals(term.toString());
    }

    /// A term as people are shown it, over several lines where it is wider than there is room.
    public static Rendering rendering(Object term) {
        return style ->
                TermLayout.of(
                        hasOwnText(term) ? Inspect.inspect(term) : text(term), 0, style.width());
    }

    /// The same, with the text made now: for a term whose code cannot be called later.
    public static Rendering renderingNow(Object term) {
        String text = hasOwnText(term) ? Inspect.inspect(term) : text(term);
        return style -> TermLayout.of(text, 0, style.width());
    }

    private static Value fields(Map<?, ?> map) {
        var fields = Value.Fields.none();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            fields =
                    fields.with(
                            String.valueOf(entry.getKey()),
                            of(Optional.ofNullable(entry.getValue())));
        }
        return fields;
    }

    private static Value fields(Record it) {
        var fields = Value.Fields.none();
        for (RecordComponent component : it.getClass().getRecordComponents()) {
            Optional<Value> value = value(it, component);
            if (value.isEmpty()) {
                return new Value.Text(it.toString());
            }
            fields = fields.with(name(component.getName()), value.get());
        }
        return fields;
    }

    /// Empty where the record does not let itself be looked into.
    private static Optional<Value> value(Record it, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            if (!accessor.trySetAccessible()) {
                return Optional.empty();
            }
            return Optional.of(
                    Optional.ofNullable(accessor.invoke(it))
                            .map(Values::of)
                            .orElseGet(Value::nothing));
        } catch (IllegalAccessException | InvocationTargetException hidden) {
            return Optional.empty();
        }
    }

    /// `maxRetries` is `max_retries` in results.
    private static String name(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
