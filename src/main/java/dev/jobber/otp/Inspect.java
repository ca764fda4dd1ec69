package dev.jobber.otp;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Values and exceptions as text for people who debug: `inspect/1`. Only here are `toString` and
/// `getMessage` of foreign code called for a text.
///
/// Nothing here throws: a value whose `toString` fails is shown as `#ItsClass<toString threw
/// ThatException>`, and a text that is longer than [#LONGEST] is cut and ends with `...
/// (truncated)`. Foreign code may be slow, so no caller holds a lock.
public final class Inspect {
    /// The longest text of one value or one message, in characters; a longer one is cut. Elixir's
    /// Logger cuts at as many bytes (`:truncate`).
    public static final int LONGEST = 8192;

    /// The longest text of a stack trace.
    private static final int LONGEST_TRACE = 4 * LONGEST;

    /// How deep values may be nested; a value that is deeper is shown as `...`.
    private static final int DEEPEST = 100;

    private static final String CUT = "... (truncated)";

    private final StringBuilder text = new StringBuilder();
    private int depth;

    private Inspect() {}

    /// The value as `inspect/1` shows it.
    public static String inspect(Object value) {
        var inspect = new Inspect();
        inspect.value(value);
        return cut(inspect.text, LONGEST);
    }

    /// The text of `toString`; if that throws, the text of [#inspect].
    public static String text(Object value) {
        return guarded(() -> cut(String.valueOf(value.toString()), LONGEST), () -> inspect(value));
    }

    /// `hits (count)`: the name of a process, and behind it its label, if it has one.
    public static String labelled(String name, Optional<?> label) {
        return label.map(it -> name + " (" + text(it) + ")").orElse(name);
    }

    /// `java.lang.RuntimeException: boom`, or only `java.lang.RuntimeException` for an exception
    /// without a message.
    public static String summary(Throwable exception) {
        String message = message(exception);
        return message == null ? className(exception) : className(exception) + ": " + message;
    }

    /// The message of the exception; null if it has none.
    static @Nullable String message(Throwable exception) {
        try {
            String message = exception.getMessage();
            return message == null ? null : cut(message, LONGEST);
        } catch (Throwable problem) {
            return "(getMessage threw " + className(problem) + ")";
        }
    }

    /// The frames and the causes, each line after a line break; empty if the exception cannot give
    /// them. Frames of jobber and of the JDK, which say nothing of the code that failed, are
    /// counted.
    static String frames(Throwable exception) {
        try {
            var printed = new StringWriter();
            exception.printStackTrace(new PrintWriter(printed));
            String all = printed.toString();
            var head = String.valueOf(exception);
            int end = all.startsWith(head) ? head.length() : all.indexOf('\n');
            return end < 0 ? "" : cut(Frames.folded(all.substring(end)), LONGEST_TRACE);
        } catch (Throwable problem) {
            return "\n    (its stack trace cannot be shown: " + className(problem) + ")";
        }
    }

    /// The name of a class: with its package for an exception (`java.lang.RuntimeException`),
    /// without it for others (`Counter`).
    static String className(Object object) {
        Class<?> type = object.getClass();
        if (object instanceof Throwable) {
            return type.getName();
        }
        String simple = type.getSimpleName();
        return simple.isEmpty() ? type.getName() : simple;
    }

    /// A text that foreign code makes; if that code throws, another text.
    static String guarded(Supplier<String> foreign, Supplier<String> instead) {
        try {
            return foreign.get();
        } catch (Throwable problem) {
            return instead.get();
        }
    }

    /// The text; a text that is longer than this is cut, with a word that says so.
    static String cut(CharSequence text, int longest) {
        if (text.length() <= longest) {
            return text.toString();
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.subSequence(0, end) + CUT;
    }

    // ---- one value after the other

    private boolean isFull() {
        return text.length() > LONGEST;
    }

    private void value(@Nullable Object value) {
        if (isFull()) {
            return;
        }
        if (depth == DEEPEST) {
            text.append("...");
            return;
        }
        int begin = text.length();
        depth++;
        try {
            put(value);
        } catch (Throwable problem) {
            text.setLength(begin);
            text.append('#')
                    .append(value == null ? "null" : className(value))
                    .append("<toString threw ")
                    .append(className(problem))
                    .append('>');
        } finally {
            depth--;
        }
    }

    private void put(@Nullable Object value) throws ReflectiveOperationException {
        switch (value) {
            case null -> text.append("nil");
            case CharSequence characters -> quoted(characters);
            case Duration duration ->
                    text.append(
                            duration.equals(Process.INFINITY)
                                    ? ":infinity"
                                    : String.valueOf(Clock.millis(duration)));
            case Optional<?> optional -> put(optional.orElse(null));
            case List<?> list -> {
                text.append('[');
                values(list);
                text.append(']');
            }
            case Map<?, ?> map -> entries(map);
            case ExitReason reason -> reason(reason);
            case Throwable exception -> exception(exception);
            case OptionalInt number ->
                    text.append(number.isPresent() ? String.valueOf(number.getAsInt()) : "nil");
            case Enum<?> constant when constant.toString().equals(constant.name()) ->
                    text.append(':').append(constant.name().toLowerCase(Locale.ROOT));
            case Record record -> record(record);
            default -> text.append(cut(String.valueOf(value.toString()), LONGEST));
        }
    }

    /// A record that leaves its text to Java is shown as a struct of Elixir: `%Flags{max_restarts:
    /// 3}`.
    private void record(Record record) throws ReflectiveOperationException {
        var own = String.valueOf(record.toString());
        String name = className(record);
        // one array: each call makes new components, with accessors that are closed again
        RecordComponent[] components = record.getClass().getRecordComponents();
        if (!own.startsWith(name + "[") || !areOpen(components)) {
            text.append(cut(own, LONGEST));
            return;
        }
        text.append('%').append(name).append('{');
        var separator = "";
        for (RecordComponent component : components) {
            text.append(separator).append(snakeCase(component.getName())).append(": ");
            value(component.getAccessor().invoke(record));
            separator = ", ";
        }
        text.append('}');
    }

    private static boolean areOpen(RecordComponent[] components) {
        for (RecordComponent component : components) {
            if (!component.getAccessor().trySetAccessible()) {
                return false;
            }
        }
        return true;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private void values(List<?> values) {
        var separator = "";
        for (Object each : values) {
            if (isFull()) {
                return;
            }
            text.append(separator);
            value(each);
            separator = ", ";
        }
    }

    private void entries(Map<?, ?> map) {
        text.append("%{");
        var separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (isFull()) {
                return;
            }
            text.append(separator);
            value(entry.getKey());
            text.append(" => ");
            value(entry.getValue());
            separator = ", ";
        }
        text.append('}');
    }

    private void quoted(CharSequence characters) {
        text.append('"')
                .append(
                        cut(characters, LONGEST)
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n"))
                .append('"');
    }

    /// `%java.lang.RuntimeException{message: "boom"}`
    private void exception(Throwable exception) {
        text.append('%').append(className(exception)).append("{message: ");
        value(message(exception));
        text.append('}');
    }

    // ---- reasons, which lie within one another

    private void reason(ExitReason reason) {
        switch (reason) {
            case ExitReason.Normal() -> text.append(":normal");
            case ExitReason.Shutdown() -> text.append(":shutdown");
            case ExitReason.ShutdownWith(var detail) -> tuple(":shutdown", detail);
            case ExitReason.Word(var word) -> text.append(':').append(word);
            case ExitReason.Term(var value) -> value(value);
            case ExitReason.Crash(var exception) -> {
                text.append('{');
                value(exception);
                text.append(", [...]}");
            }
            case ExitReason.NoCatch(var value) -> tuple(":nocatch", value);
            case ExitReason.BadReturnValue(var value) -> tuple(":bad_return_value", value);
            case ExitReason.CallFailed(var why, var invocation) -> {
                text.append('{');
                value(why);
                text.append(", {")
                        .append(invocation.module())
                        .append(", :")
                        .append(invocation.function())
                        .append(", ");
                value(invocation.arguments());
                text.append("}}");
            }
            case ExitReason.AlreadyStarted(var pid) -> tuple(":already_started", pid);
            case ExitReason.FailedToStartChild(var id, var why) -> {
                text.append("{:failed_to_start_child, ");
                value(id);
                text.append(", ");
                value(why);
                text.append('}');
            }
            case ExitReason.StartExit(var why) -> tuple(":EXIT", why);
            case ExitReason.ChildFailed(var why, var child) -> {
                text.append('{');
                value(why);
                text.append(", {:child, ");
                value(child.id());
                text.append("}}");
            }
            case ExitReason.Invalid(var what, var value) -> tuple(":" + what, value);
        }
    }

    private void tuple(String tag, Object value) {
        text.append('{').append(tag).append(", ");
        value(value);
        text.append('}');
    }
}
