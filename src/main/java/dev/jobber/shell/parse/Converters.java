package dev.jobber.shell.parse;

import dev.jobber.job.policy.Backoff;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.Rate;
import dev.jobber.job.policy.RetryPolicy;
import dev.jobber.otp.ExitReason;
import dev.jobber.shell.result.Choices;
import dev.jobber.shell.result.Durations;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.syntax.FileOrOutput;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the values that options and parameters take.
public final class Converters {
    private static final Pattern REASON = Pattern.compile(":?[a-z_][A-Za-z0-9_]*");
    private static final Pattern SHUTDOWN =
            Pattern.compile("\\{:?shutdown,\\s*(:?[a-z_][A-Za-z0-9_]*)}");

    private Converters() {}

    /// Ends the reading of a value with an error for the user.
    static final class Unreadable extends TypeConversionException {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, UserError> error;

        Unreadable(Function<String, UserError> error) {
            super("unreadable");
            this.error = error;
        }

        /// The error.
        ///
        /// @param noun what the value is
        UserError error(String noun) {
            return error.apply(noun);
        }
    }

    /// Reads the values of a type.
    ///
    /// @param unknown stands for a value that only a run gives
    private record Reader<T>(Class<T> type, Function<String, T> reader, T unknown)
            implements ITypeConverter<T> {
        @Override
        public T convert(String text) {
            if (!Placeholder.isKnown(text)) {
                return unknown;
            }
            try {
                return reader.apply(text);
            } catch (ShellException wrong) {
                throw new Unreadable(_ -> wrong.error());
            }
        }

        private void register(CommandLine line) {
            line.registerConverter(type, this);
        }
    }

    private static final List<Reader<?>> READERS =
            List.of(
                    new Reader<>(Duration.class, Durations::parse, Duration.ZERO),
                    new Reader<>(TimeLimit.class, TimeLimit::parse, TimeLimit.INFINITY),
                    new Reader<>(Integer.class, Converters::count, 0),
                    new Reader<>(int.class, Converters::count, 0),
                    new Reader<>(Limit.class, Limits::parse, Limit.NONE),
                    new Reader<>(Rate.class, Rates::parse, Rate.NONE),
                    new Reader<>(InitAnswer.class, InitAnswer::parse, new InitAnswer.Ok()),
                    new Reader<>(Backoff.class, Backoffs::parse, RetryPolicy.DEFAULT.backoff()),
                    new Reader<>(FileOrOutput.class, FileOrOutput::new, new FileOrOutput("FILE")),
                    new Reader<>(ZoneId.class, Zones::parse, ZoneOffset.UTC),
                    new Reader<>(ExitReason.class, Converters::reason, ExitReason.NORMAL));

    /// Teaches a command line to read them.
    static void register(CommandLine line) {
        READERS.forEach(reader -> reader.register(line));
        line.getCommandSpec().args().stream()
                .map(argument -> argument.auxiliaryTypes()[0])
                .filter(Class::isEnum)
                .forEach(type -> registerWords(line, type));
        line.getSubcommands().values().forEach(Converters::register);
    }

    /// What reads values of a type as [#register(CommandLine)] has it; empty where picocli's own
    /// ways are needed.
    static Optional<ITypeConverter<?>> of(Class<?> type) {
        if (type == String.class) {
            return Optional.of((ITypeConverter<String>) text -> text);
        }
        if (type == boolean.class) {
            return Optional.of((ITypeConverter<Boolean>) Boolean::valueOf);
        }
        if (type.isEnum()) {
            return Optional.of(wordsOf(type));
        }
        return READERS.stream()
                .filter(reader -> reader.type() == type)
                .<ITypeConverter<?>>map(reader -> reader)
                .findFirst();
    }

    /// Whether a value of a type may be written so; true also for types of which nothing is known.
    public static boolean reads(Class<?> type, String text) {
        Optional<ITypeConverter<?>> converter = of(type);
        try {
            return converter.isEmpty() || converter.get().convert(text) != null;
        } catch (TypeConversionException unreadable) {
            return false;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Exit reasons that are used often.
    public static final class Reasons implements Iterable<String> {
        /// For picocli.
        public Reasons() {}

        @Override
        public Iterator<String> iterator() {
            return List.of("normal", "shutdown", "kill").iterator();
        }
    }

    /// A number of things.
    public static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 0 && !text.startsWith("+") && !text.startsWith("-")) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            // The message below says what was expected.
        }
        throw new ShellException(
                UserError.usage(
                        "expected a count, a whole number from 0 to "
                                + Integer.MAX_VALUE
                                + ", got: "
                                + text));
    }

    /// Why a process is to end.
    static ExitReason reason(String text) {
        Matcher shutdown = SHUTDOWN.matcher(text);
        if (shutdown.matches()) {
            return ExitReason.shutdown(ExitReason.word(atom(shutdown.group(1))));
        }
        if (REASON.matcher(text).matches()) {
            return ExitReason.word(atom(text));
        }
        throw new ShellException(
                UserError.usage(
                        "expected an exit reason, got: " + text,
                        "write a word such as normal or boom, or {shutdown,WORD}"));
    }

    private static String atom(String text) {
        return text.startsWith(":") ? text.substring(1) : text;
    }

    private static <T> void registerWords(CommandLine line, Class<T> type) {
        line.registerConverter(type, wordsOf(type));
    }

    /// An enum's constants are written as they show themselves.
    private static <T> ITypeConverter<T> wordsOf(Class<T> type) {
        List<T> constants = List.of(type.getEnumConstants());
        List<String> words = words(type);
        return text -> {
            int index = Placeholder.isKnown(text) ? words.indexOf(text) : 0;
            if (index < 0) {
                throw new Unreadable(noun -> Choices.error(ErrorCode.USAGE, noun, text, words));
            }
            return constants.get(index);
        };
    }

    /// The words for an enum's constants.
    public static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
