package dev.jobber.shell.list;

import dev.jobber.observer.ProcessLookup;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a field must be: `FIELD=VALUE`, `FIELD!=VALUE` or `FIELD~TEXT`.
///
/// @param wanted the text after the sign
record Condition(String field, Sign sign, String wanted) {
    /// How a missing value is written.
    private static final Set<String> MISSING = Set.of("", "-", "null");

    /// How a field is compared.
    enum Sign {
        IS("="),
        IS_NOT("!="),
        HOLDS("~");

        private final String text;

        Sign(String text) {
            this.text = text;
        }
    }

    /// The condition that a text means; empty where it has no sign.
    static Optional<Condition> parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            for (Sign sign : Sign.values()) {
                if (text.startsWith(sign.text, i)) {
                    String wanted = text.substring(i + sign.text.length());
                    return Optional.of(new Condition(text.substring(0, i), sign, wanted));
                }
            }
        }
        return Optional.empty();
    }

    /// Whether the condition can hold, and can fail, for a field that has one of these values or
    /// none.
    boolean mayHold(List<String> words) {
        return sign == Sign.HOLDS
                ? words.stream().anyMatch(word -> word.contains(wanted))
                : words.contains(wanted) || MISSING.contains(wanted);
    }

    /// Whether a value is as it must be.
    boolean holds(Value value) {
        return switch (sign) {
            case IS -> is(value);
            case IS_NOT -> !is(value);
            case HOLDS -> !(value instanceof Value.Nothing) && text(value).contains(wanted);
        };
    }

    private boolean is(Value value) {
        return switch (value) {
            case Value.Nothing() -> MISSING.contains(wanted);
            case Value.Whole(long number) -> isNumber(number);
            case Value.Fraction(double number) -> isNumber(number);
            case Value.Text(String text) -> text.equals(wanted) || isPid(text);
            case Value.Rows(List<Value> parts) ->
                    text(value).equals(wanted) || parts.stream().anyMatch(this::is);
            case Value.Truth _, Value.Fields _ -> text(value).equals(wanted);
        };
    }

    private boolean isNumber(double number) {
        try {
            return Double.parseDouble(wanted) == number;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /// A pid may be written in three ways.
    private boolean isPid(String text) {
        return text.startsWith("#PID<")
                && ProcessLookup.isPid(wanted)
                && ProcessLookup.pid(wanted).equals(text);
    }

    private static String text(Value value) {
        return Rendering.inline(value);
    }
}
