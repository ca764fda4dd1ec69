package dev.jobber.shell;

import dev.jobber.shell.Layout.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private final ParsePlaces places;
    private final Layout layout;
    private final String otherwise;

    /// @param arguments the words after the command's name
    /// @param words all words of the line, its command's name included
    /// @param otherwise what to do where nothing better can be said
    ParseProblems(CommandSpec command, List<String> arguments, List<Word> words, String otherwise) {
        this.places = new ParsePlaces(command, arguments, words);
        this.layout = places.layout();
        this.otherwise = otherwise;
    }

    /// What was found.
    ///
    /// @param problems in the order of the line
    /// @param placed whether every word has found its place, so that what is wrong is a value here
    ///   or there
    record Found(List<Problem> problems, boolean placed) {}

    /// The problems of a line. Where an option is unknown, what seems missing or too much may come
    /// of that, and is not told.
    Found of(List<Exception> errors) {
        var unknownSubcommand = unknownSubcommand();
        if (unknownSubcommand.isPresent()) {
            return new Found(List.of(unknownSubcommand.get()), false);
        }
        var problems = new ArrayList<Problem>();
        unknownOptions(problems);
        var unreadable = values(errors);
        boolean misread = !problems.isEmpty() || errors.stream().anyMatch(this::isMissingValue);
        boolean placed = !misread;
        for (var error : errors) {
            if (error instanceof UnmatchedArgumentException unmatched) {
                var unexpected =
                        misread ? Optional.<Problem>empty() : unexpected(unmatched, unreadable);
                unexpected.ifPresent(problems::add);
                placed &= unexpected.isEmpty();
            } else if (error instanceof ParameterException wrong && isTold(wrong, misread)) {
                problems.add(problem(wrong));
                placed &= wrong.getValue() != null;
            }
        }
        problems.sort(Problem::compareByPlace);
        return new Found(problems.stream().distinct().toList(), placed);
    }

    /// The values that could not be read.
    private static Set<String> values(List<Exception> errors) {
        return errors.stream()
                .filter(ParameterException.class::isInstance)
                .map(error -> ((ParameterException) error).getValue())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /// A word that stands where a command of the command should; what follows it cannot be judged
    /// then.
    private Optional<Problem> unknownSubcommand() {
        var spec = layout.spec();
        int index = spec.subcommands().isEmpty() ? -1 : layout.firstPositional();
        if (index < 0 || !Unknown.isKnown(places.arguments().get(index))) {
            return Optional.empty();
        }
        var label = spec.usageMessage().synopsisSubcommandLabel().toLowerCase(Locale.ROOT);
        var fault =
                Choices.fault(
                        ErrorCode.USAGE,
                        label,
                        places.arguments().get(index),
                        spec.subcommands().keySet());
        return Optional.of(new Problem(places.word(index).span(), fault));
    }

    private boolean isTold(ParameterException error, boolean misread) {
        boolean missing = error instanceof MissingParameterException && !isMissingValue(error);
        if (missing
                && ((MissingParameterException) error)
                        .getMissing().stream().anyMatch(places::isGiven)) {
            return false;
        }
        boolean unknownValue = error.getValue() != null && !Unknown.isKnown(error.getValue());
        boolean unread =
                places.arguments().stream().anyMatch(argument -> !Unknown.isKnown(argument));
        return !unknownValue && !(missing && (misread || unread));
    }

    private void unknownOptions(List<Problem> problems) {
        for (int i = 0; i < layout.roles().size(); i++) {
            if (layout.roles().get(i) instanceof Role.UnknownOption(String name)) {
                var hint = Suggestions.hint(name, optionNames(), otherwise);
                problems.add(
                        Problem.usage(places.word(i).at(0), "unknown option '" + name + "'", hint));
            }
        }
    }

    private List<String> optionNames() {
        return layout.spec().options().stream().map(OptionSpec::longestName).toList();
    }

    private Optional<Problem> unexpected(UnmatchedArgumentException error, Set<String> unreadable) {
        int from = 0;
        for (var text : error.getUnmatched()) {
            var index = places.of(text, from);
            if (index.isPresent() && Unknown.isKnown(text) && !unreadable.contains(text)) {
                return Optional.of(unexpected(text, index.get()));
            }
            from = index.orElse(from) + 1;
        }
        return Optional.empty();
    }

    private Problem unexpected(String text, int index) {
        var spec = layout.spec();
        var takes =
                spec.positionalParameters().stream()
                        .map(PositionalParamSpec::paramLabel)
                        .collect(Collectors.joining(" "));
        return Problem.usage(
                places.word(index).span(),
                "expected "
                        + (takes.isEmpty() ? "nothing" : "only " + takes)
                        + " after '"
                        + places.name()
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
                            places.command(),
                            Objects.requireNonNullElse(tooMany.getMessage(), "too many values"),
                            "");
            default -> unreadable(error);
        };
    }

    private boolean isMissingValue(Exception error) {
        return error instanceof MissingParameterException missing
                && missing.getMissing().size() == 1
                && missing.getMissing().getFirst() instanceof OptionSpec option
                && !places.of(option).isEmpty();
    }

    private Problem missing(MissingParameterException error) {
        var first = error.getMissing().getFirst();
        if (isMissingValue(error)) {
            int index = places.of(first).getLast();
            var arguments = places.arguments();
            var next = index + 1 < arguments.size() ? arguments.get(index + 1) : "nothing";
            return Problem.usage(
                    places.word(index).span(),
                    "expected "
                            + first.paramLabel()
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
                    places.command(),
                    "expected one of " + names + ", got: none of them",
                    otherwise);
        }
        var labels =
                error.getMissing().stream()
                        .map(ParseProblems::label)
                        .collect(Collectors.joining(" "));
        return Problem.usage(
                places.command(),
                "expected " + labels + " after '" + places.name() + "', got: nothing",
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
        var given = places.grouped();
        var names =
                given.stream().map(places.arguments()::get).collect(Collectors.joining(" and "));
        var second = given.stream().skip(1).findFirst().map(index -> places.word(index).span());
        return Problem.usage(
                second.orElseGet(places::command),
                "expected only one of these, got: " + names,
                otherwise);
    }

    private Problem twice(ArgSpec overwritten) {
        return Problem.usage(
                places.word(places.of(overwritten).getLast()).span(),
                "expected " + label(overwritten) + " once, got: it again",
                "remove one of them");
    }

    private Problem unreadable(ParameterException error) {
        var span =
                error.getArgSpec() == null || error.getValue() == null
                        ? places.command()
                        : places.value(error.getArgSpec(), error.getValue());
        return error.getCause() instanceof Converters.Unreadable unreadable
                ? new Problem(span, unreadable.fault(noun(error.getArgSpec())))
                : Problem.usage(
                        span,
                        Objects.requireNonNullElse(error.getMessage(), "unreadable"),
                        otherwise);
    }
}
