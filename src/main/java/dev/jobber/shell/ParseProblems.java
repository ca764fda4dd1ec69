package dev.jobber.shell;

import dev.jobber.shell.Layout.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in the shell's words, and with its places, what picocli found wrong with a line.
final class ParseProblems {

    private final Layout layout;
    private final List<String> arguments;
    private final List<Word> words;
    private final String otherwise;

    /// @param arguments the words after the command's name
    /// @param words all words of the line, its command's name included
    /// @param otherwise what to do where nothing better can be said
    ParseProblems(CommandSpec command, List<String> arguments, List<Word> words, String otherwise) {
        this.layout = Layout.of(command, arguments);
        this.arguments = arguments;
        this.words = words;
        this.otherwise = otherwise;
    }

    /// The problems in the order of the line. Where an option is unknown, what seems missing or too
    /// much may come of that, and is not told.
    List<Problem> of(List<Exception> errors) {
        var unknownSubcommand = unknownSubcommand();
        if (unknownSubcommand.isPresent()) {
            return List.of(unknownSubcommand.get());
        }
        var problems = new ArrayList<Problem>();
        unknownOptions(problems);
        var unreadable =
                errors.stream()
                        .filter(ParameterException.class::isInstance)
                        .map(error -> ((ParameterException) error).getValue())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        boolean misread = !problems.isEmpty() || errors.stream().anyMatch(this::isMissingValue);
        for (var error : errors) {
            if (error instanceof UnmatchedArgumentException unmatched) {
                if (!misread) {
                    unexpected(unmatched, problems, unreadable);
                }
            } else if (error instanceof ParameterException wrong && isTold(wrong, misread)) {
                problems.add(problem(wrong));
            }
        }
        problems.sort(Comparator.comparing(problem -> problem.span().start()));
        return List.copyOf(problems);
    }

    /// A word that stands where a command of the command should; what follows it cannot be judged
    /// then.
    private Optional<Problem> unknownSubcommand() {
        var spec = layout.spec();
        int index = layout.roles().indexOf(new Role.Positional(0));
        if (spec.subcommands().isEmpty() || index < 0 || !Unknown.isKnown(arguments.get(index))) {
            return Optional.empty();
        }
        var label = spec.usageMessage().synopsisSubcommandLabel().toLowerCase(Locale.ROOT);
        var fault =
                Choices.fault(
                        ErrorCode.USAGE, label, arguments.get(index), spec.subcommands().keySet());
        return Optional.of(new Problem(word(index).span(), fault));
    }

    private boolean isTold(ParameterException error, boolean misread) {
        boolean missing = error instanceof MissingParameterException && !isMissingValue(error);
        if (missing
                && ((MissingParameterException) error)
                        .getMissing().stream().anyMatch(this::isGiven)) {
            return false;
        }
        boolean unknownValue = error.getValue() != null && !Unknown.isKnown(error.getValue());
        boolean unread = arguments.stream().anyMatch(argument -> !Unknown.isKnown(argument));
        return !unknownValue && !(missing && (misread || unread));
    }

    /// Whether the line has it, if not in a form that can be read; then it is not missing too.
    private boolean isGiven(ArgSpec argument) {
        return switch (argument) {
            case OptionSpec option -> indexOf(option) >= 0;
            case PositionalParamSpec positional ->
                    IntStream.range(0, layout.positionals()).anyMatch(positional.index()::contains);
            default -> false;
        };
    }

    private void unknownOptions(List<Problem> problems) {
        for (int i = 0; i < layout.roles().size(); i++) {
            if (layout.roles().get(i) instanceof Role.UnknownOption(String name)) {
                var hint = Suggestions.hint(name, optionNames(), otherwise);
                problems.add(Problem.usage(word(i).at(0), "unknown option '" + name + "'", hint));
            }
        }
    }

    private List<String> optionNames() {
        return layout.spec().options().stream().map(OptionSpec::longestName).toList();
    }

    private void unexpected(
            UnmatchedArgumentException error, List<Problem> problems, Set<String> unreadable) {
        int from = 0;
        for (var text : error.getUnmatched()) {
            int index = indexOf(text, from);
            from = index + 1;
            if (Unknown.isKnown(text) && !unreadable.contains(text) && index >= 0) {
                problems.add(unexpected(text, index));
                return;
            }
        }
    }

    private Problem unexpected(String text, int index) {
        var spec = layout.spec();
        var takes =
                spec.positionalParameters().stream()
                        .map(PositionalParamSpec::paramLabel)
                        .collect(Collectors.joining(" "));
        return Problem.usage(
                word(index).span(),
                "expected "
                        + (takes.isEmpty() ? "nothing" : "only " + takes)
                        + " after '"
                        + name()
                        + "', got: "
                        + text,
                otherwise);
    }

    private Problem problem(ParameterException error) {
        return switch (error) {
            case MissingParameterException missing -> missing(missing);
            case MutuallyExclusiveArgsException _ -> exclusive();
            case OverwrittenOptionException twice -> twice(twice.getOverwritten());
            case MaxValuesExceededException tooMany ->
                    Problem.usage(
                            words.getFirst().span(),
                            Objects.requireNonNullElse(tooMany.getMessage(), "too many values"),
                            "");
            default -> unreadable(error);
        };
    }

    private boolean isMissingValue(Exception error) {
        return error instanceof MissingParameterException missing
                && missing.getMissing().size() == 1
                && missing.getMissing().getFirst() instanceof OptionSpec option
                && indexOf(option) >= 0;
    }

    private Problem missing(MissingParameterException error) {
        var first = error.getMissing().getFirst();
        if (isMissingValue(error) && first instanceof OptionSpec option) {
            int index = indexOf(option);
            var next = index + 1 < arguments.size() ? arguments.get(index + 1) : "nothing";
            return Problem.usage(
                    word(index).span(),
                    "expected "
                            + option.paramLabel()
                            + " after "
                            + arguments.get(index)
                            + ", got: "
                            + next,
                    otherwise);
        }
        var group = first.group();
        if (group != null) {
            var names =
                    error.getMissing().stream()
                            .map(ParseProblems::label)
                            .collect(Collectors.joining(", "));
            return Problem.usage(
                    words.getFirst().span(),
                    "expected one of " + names + ", got: none of them",
                    otherwise);
        }
        var labels =
                error.getMissing().stream()
                        .map(ParseProblems::label)
                        .collect(Collectors.joining(" "));
        return Problem.usage(
                words.getFirst().span(),
                "expected " + labels + " after '" + name() + "', got: nothing",
                otherwise);
    }

    /// What the value of an option or a parameter is called in a sentence: `log level`.
    private static String noun(ArgSpec argument) {
        return label(argument).replaceFirst("^-+", "").replace('-', ' ').toLowerCase(Locale.ROOT);
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private Problem exclusive() {
        var given =
                IntStream.range(0, arguments.size())
                        .filter(i ->
                                option(i) != null
                                        && Objects.requireNonNull(option(i)).group() != null)
                        .boxed()
                        .toList();
        var names = given.stream().map(arguments::get).collect(Collectors.joining(" and "));
        return Problem.usage(
                word(given.get(Math.min(1, given.size() - 1))).span(),
                "expected only one of these, got: " + names,
                otherwise);
    }

    private Problem twice(ArgSpec overwritten) {
        int last =
                IntStream.range(0, arguments.size())
                        .filter(i -> overwritten.equals(option(i)))
                        .reduce((_, second) -> second)
                        .orElse(0);
        return Problem.usage(
                word(last).span(),
                "expected " + label(overwritten) + " once, got: it again",
                "remove one of them");
    }

    private Problem unreadable(ParameterException error) {
        var span =
                error.getArgSpec() == null || error.getValue() == null
                        ? words.getFirst().span()
                        : valueSpan(error.getArgSpec(), error.getValue());
        return error.getCause() instanceof Converters.Unreadable unreadable
                ? new Problem(span, unreadable.fault(noun(error.getArgSpec())))
                : Problem.usage(
                        span,
                        Objects.requireNonNullElse(error.getMessage(), "unreadable"),
                        otherwise);
    }

    /// Where a value stands: the word that is the option's value, or the part of it after `=`.
    private Span valueSpan(ArgSpec argument, String value) {
        for (int i = 0; i < arguments.size(); i++) {
            var text = arguments.get(i);
            switch (layout.roles().get(i)) {
                case Role.OptionValue(OptionSpec option)
                        when option.equals(argument) && text.equals(value) -> {
                    return word(i).span();
                }
                case Role.OptionAndValue(OptionSpec option, int offset)
                        when option.equals(argument) && text.substring(offset).equals(value) -> {
                    return word(i).at(offset);
                }
                case Role.Positional(int index)
                        when argument instanceof PositionalParamSpec positional
                                && positional.index().contains(index)
                                && text.equals(value) -> {
                    return word(i).span();
                }
                case Role.Option _,
                        Role.OptionValue _,
                        Role.OptionAndValue _,
                        Role.Positional _,
                        Role.Subcommand _,
                        Role.EndOfOptions _,
                        Role.UnknownOption _ -> {}
            }
        }
        return words.getFirst().span();
    }

    private @org.jspecify.annotations.Nullable OptionSpec option(int index) {
        return switch (layout.roles().get(index)) {
            case Role.Option(OptionSpec option) -> option;
            case Role.OptionAndValue(OptionSpec option, int _) -> option;
            case Role.OptionValue _,
                    Role.Positional _,
                    Role.Subcommand _,
                    Role.EndOfOptions _,
                    Role.UnknownOption _ ->
                    null;
        };
    }

    private int indexOf(ArgSpec wanted) {
        return IntStream.range(0, arguments.size())
                .filter(i -> wanted.equals(option(i)))
                .findFirst()
                .orElse(-1);
    }

    private int indexOf(String text, int from) {
        return IntStream.range(from, arguments.size())
                .filter(i -> arguments.get(i).equals(text))
                .findFirst()
                .orElse(-1);
    }

    private Word word(int argument) {
        return words.get(argument + 1);
    }

    /// The command as the line names it: `define-job sim`.
    private String name() {
        return layout.spec().qualifiedName();
    }
}
