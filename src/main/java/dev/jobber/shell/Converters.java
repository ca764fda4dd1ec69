package dev.jobber.shell;

import dev.jobber.otp.ExitReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// Reads the values that options and parameters take.
final class Converters {

    private static final Pattern REASON = Pattern.compile(":?[a-z_][A-Za-z0-9_]*");
    private static final Pattern SHUTDOWN =
            Pattern.compile("\\{:?shutdown,\\s*(:?[a-z_][A-Za-z0-9_]*)}");

    private Converters() {}

    /// Ends the reading of a value with an error for the user.
    static final class Unreadable extends TypeConversionException {

        private static final long serialVersionUID = 1L;

        private final transient Function<String, Fault> fault;

        Unreadable(Function<String, Fault> fault) {
            super("unreadable");
            this.fault = fault;
        }

        /// The error.
        ///
        /// @param noun what the value is
        Fault fault(String noun) {
            return fault.apply(noun);
        }
    }

    /// Teaches a command line to read them.
    static void register(CommandLine line) {
        register(line, Duration.class, Durations::parse, Duration.ZERO);
        register(line, Patience.class, Patience::parse, Patience.INFINITY);
        register(line, Integer.class, Converters::count, 0);
        register(line, int.class, Converters::count, 0);
        register(line, AtMost.class, AtMost::parse, new AtMost(OptionalInt.empty()));
        register(line, ExitReason.class, Converters::reason, ExitReason.NORMAL);
        line.getCommandSpec().args().stream()
                .map(argument -> argument.auxiliaryTypes()[0])
                .filter(Class::isEnum)
                .forEach(type -> registerWords(line, type));
        line.getSubcommands().values().forEach(Converters::register);
    }

    private static <T> void register(
            CommandLine line, Class<T> type, Function<String, T> reader, T unknown) {
        line.registerConverter(
                type,
                text -> {
                    if (!Unknown.isKnown(text)) {
                        return unknown;
                    }
                    try {
                        return reader.apply(text);
                    } catch (ShellException wrong) {
                        throw new Unreadable(_ -> wrong.fault());
                    }
                });
    }

    /// A number of things.
    static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 0 && !text.startsWith("+") && !text.startsWith("-")) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            // The message below says what was expected.
        }
        throw new ShellException(
                Fault.usage(
                        "expected a count, a whole number from 0 to "
                                + Integer.MAX_VALUE
                                + ", got: "
                                + text));
    }

    /// Why a process is to end.
    static ExitReason reason(String text) {
        var shutdown = SHUTDOWN.matcher(text);
        if (shutdown.matches()) {
            return ExitReason.shutdown(ExitReason.word(atom(shutdown.group(1))));
        }
        if (REASON.matcher(text).matches()) {
            return ExitReason.word(atom(text));
        }
        throw new ShellException(
                Fault.usage(
                        "expected an exit reason, got: " + text,
                        "write a word such as normal or boom, or {shutdown,WORD}"));
    }

    private static String atom(String text) {
        return text.startsWith(":") ? text.substring(1) : text;
    }

    /// An enum's constants are written as they show themselves.
    private static <T> void registerWords(CommandLine line, Class<T> type) {
        var constants = List.of(type.getEnumConstants());
        var words = words(type);
        line.registerConverter(
                type,
                text -> {
                    int index = Unknown.isKnown(text) ? words.indexOf(text) : 0;
                    if (index < 0) {
                        throw new Unreadable(
                                noun -> Choices.fault(ErrorCode.USAGE, noun, text, words));
                    }
                    return constants.get(index);
                });
    }

    /// The words for an enum's constants.
    static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
