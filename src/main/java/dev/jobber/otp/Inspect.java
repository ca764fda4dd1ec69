package dev.jobber.otp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Values as text for people who debug: `inspect/1`.
final class Inspect {
    private Inspect() {}

    static String inspect(Object value) {
        return switch (value) {
            case CharSequence text -> quote(text);
            case Duration duration ->
                    duration.equals(Process.INFINITY)
                            ? ":infinity"
                            : String.valueOf(duration.toMillis());
            case Optional<?> optional -> optional.map(Inspect::inspect).orElse("nil");
            case List<?> list ->
                    list.stream().map(Inspect::inspect).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry ->
                                    inspect(entry.getKey()) + " => " + inspect(entry.getValue()))
                            .collect(Collectors.joining(", ", "%{", "}"));
            case Throwable exception -> exception(exception);
            default -> value.toString();
        };
    }

    /// `%RuntimeException{message: "boom"}`
    static String exception(Throwable exception) {
        String message = exception.getMessage();
        return "%"
                + exception.getClass().getSimpleName()
                + "{message: "
                + (message == null ? "nil" : quote(message))
                + "}";
    }

    private static String quote(CharSequence text) {
        return '"'
                + text.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                + '"';
    }
}
