package dev.jobber.shell.result;

import dev.jobber.otp.Clock;
import dev.jobber.otp.Inspect;
import dev.jobber.otp.Pid;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Turns what processes know into results: records and maps into fields, collections into rows, all
/// else into text.
public final class Values {
    /// How many values lie within one another at most; a deeper one is shown as `...`.
    private static final int DEEPEST = 100;

    /// How many values are read at most: a list that contains itself has no end.
    private static final int MOST = 1_000_000;

    private int depth;
    private int read;

    private Values() {}

    /// The value of a term. Never throws: a term that cannot be read is shown as text, and so is
    /// each that lies too deep.
    public static Value of(Object term) {
        return new Values().value(term);
    }

    private Value value(@Nullable Object term) {
        if (term == null) {
            return Value.nothing();
        }
        if (depth == DEEPEST || read == MOST) {
            return new Value.Text("...");
        }
        depth++;
        read++;
        try {
            return read(term);
        } catch (Exception | LinkageError | StackOverflowError foreign) {
            return new Value.Text(text(term));
        } finally {
            depth--;
        }
    }

    private Value read(Object term) throws ReflectiveOperationException {
        return switch (term) {
            case Optional<?> optional -> value(optional.orElse(null));
            case OptionalInt number -> Value.ofWhole(number);
            case Boolean is -> new Value.Truth(is);
            case Byte number -> new Value.Whole(number);
            case Short number -> new Value.Whole(number);
            case Integer number -> new Value.Whole(number);
            case Long number -> new Value.Whole(number);
            case Float number -> new Value.Fraction(number);
            case Double number -> new Value.Fraction(number);
            case Duration duration -> new Value.Whole(Clock.millis(duration));
            case Collection<?> values -> rows(values);
            case Map<?, ?> map -> fields(map);
            case Object array when array.getClass().isArray() -> rows(elements(array));
            case Pid pid -> new Value.Text(pid.toString());
            case Record it -> fields(it);
            default -> new Value.Text(text(term));
        };
    }

    /// A term as text; one that has none of its own is called after its class.
    private static String text(Object term) {
        return hasOwnText(term) ? Inspect.text(term) : "#" + term.getClass().getSimpleName();
    }

    private static boolean hasOwnText(Object term) {
        return !Objects.toIdentityString(term).equals(Inspect.text(term));
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

    private static List<@Nullable Object> elements(Object array) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Math.min(Array.getLength(array), MOST); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }

    private Value rows(Collection<?> values) {
        List<Value> rows = new ArrayList<>();
        for (Object each : values) {
            rows.add(value(each));
            if (read == MOST) {
                rows.add(value("..."));
                break;
            }
        }
        return new Value.Rows(rows);
    }

    private Value fields(Map<?, ?> map) {
        return Value.Fields.of(fields ->
                map.forEach((key, value) ->
                        fields.put(key == null ? "nil" : Inspect.text(key), value(value))));
    }

    private Value fields(Record it) throws ReflectiveOperationException {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (RecordComponent component : it.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            if (!accessor.trySetAccessible()) {
                return new Value.Text(text(it)); // it does not let itself be looked into
            }
            fields.put(name(component.getName()), value(accessor.invoke(it)));
        }
        return new Value.Fields(fields);
    }

    /// `maxRetries` is `max_retries` in results.
    private static String name(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
