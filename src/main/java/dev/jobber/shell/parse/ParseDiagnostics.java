package dev.jobber.shell.parse;

import dev.jobber.shell.parse.ArgumentRoles.Role;
import dev.jobber.shell.result.Choices;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.syntax.Diagnostic;
import dev.jobber.shell.syntax.Span;
import dev.jobber.shell.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
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
final class ParseDiagnostics {
    private final ArgumentPlaces places;
    private final ArgumentRoles roles;
    private final String otherwise;

    /// @param arguments the words after the command's name
    /// @param words all words of the line, its command's name included
    /// @param otherwise what to do where nothing better can be said
    ParseDiagnostics(
            CommandSpec command, List<String> arguments, List<Word> words, String otherwise) {
        this.places = new ArgumentPlaces(command, arguments, words);
        this.roles = places.roles();
        this.otherwise = otherwise;
    }

    /// What was found.
    ///
    /// @param diagnostics in the order of the line
    /// @param placed whether every word has found its place, so that what is wrong is a value here
    ///   or there
    record Found(List<Diagnostic> diagnostics, boolean placed) {}

    /// The problems of a line. Where an option is unknown, what seems missing or too much may come
    /// of that, and is not told.
    Found of(List<Exception> errors) {
        Optional<Diagnostic> unknownSubcommand = unknownSubcommand();
        if (unknownSubcommand.isPresent()) {
            return new Found(List.of(unknownSubcommand.get()), false);
        }
        var diagnostics = new ArrayList<Diagnostic>();
        unknownOptions(diagnostics);
        Set<String> unreadable = values(errors);
        boolean misread = !diagnostics.isEmpty() || errors.stream().anyMatch(this::isMissingValue);
        boolean placed = !misread;
        for (Exception error : errors) {
            if (error instanceof UnmatchedArgumentException unmatched) {
                Optional<Diagnostic> unexpected =
                        misread ? Optional.<Diagnostic>empty() : unexpected(unmatched, unreadable);
                unexpected.ifPresent(diagnostics::add);
                placed &= unexpected.isEmpty();
            } else if (error instanceof ParameterException wrong && isTold(wrong, misread)) {
                diagnostics.add(diagnostic(wrong));
                placed &= wrong.getValue() != null;
            }
        }
        diagnostics.sort(Diagnostic::compareByPlace);
        return new Found(diagnostics.stream().distinct().toList(), placed);
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
    private Optional<Diagnostic> unknownSubcommand() {
        CommandSpec spec = roles.spec();
        int index = spec.subcommands().isEmpty() ? -1 : roles.firstPositional();
        if (index < 0 || !Placeholder.isKnown(places.arguments().get(index))) {
            return Optional.empty();
        }
        String label = spec.usageMessage().synopsisSubcommandLabel().toLowerCase(Locale.ROOT);
        UserError error =
                Choices.error(
                        ErrorCode.USAGE,
                        label,
                        places.arguments().get(index),
                        spec.subcommands().keySet());
        return Optional.of(new Diagnostic(places.word(index).span(), error));
    }

    private boolean isTold(ParameterException error, boolean misread) {
        boolean missing = error instanceof MissingParameterException && !isMissingValue(error);
        if (missing
                && ((MissingParameterException) error)
                        .getMissing().stream().anyMatch(places::isGiven)) {
            return false;
        }
        boolean unknownValue = error.getValue() != null && !Placeholder.isKnown(error.getValue());
        boolean unread =
                places.arguments().stream().anyMatch(argument -> !Placeholder.isKnown(argument));
        return !unknownValue && !(missing && (misread || unread));
    }

    private void unknownOptions(List<Diagnostic> diagnostics) {
        for (int i = 0; i < roles.roles().size(); i++) {
            if (roles.roles().get(i) instanceof Role.UnknownOption(String name)) {
                String hint = DidYouMean.hint(name, optionNames(), otherwise);
                diagnostics.add(
                        Diagnostic.usage(
                                places.word(i).at(0), "unknown option '" + name + "'", hint));
            }
        }
    }

    private List<String> optionNames() {
        return roles.spec().options().stream().map(OptionSpec::longestName).toList();
    }

    private Optional<Diagnostic> unexpected(
            UnmatchedArgumentException error, Set<String> unreadable) {
        int from = 0;
        for (String text : error.getUnmatched()) {
            Optional<Integer> index = places.of(text, from);
            if (index.isPresent() && Placeholder.isKnown(text) && !unreadable.contains(text)) {
                return Optional.of(unexpected(text, index.get()));
            }
            from = index.orElse(from) + 1;
        }
        return Optional.empty();
    }

    private Diagnostic unexpected(String text, int index) {
        CommandSpec spec = roles.spec();
        String takes =
                spec.positionalParameters().stream()
                        .map(PositionalParamSpec::paramLabel)
                        .collect(Collectors.joining(" "));
        return Diagnostic.usage(
                places.word(index).span(),
                "expected "
                        + (takes.isEmpty() ? "nothing" : "only " + takes)
                        + " after '"
                        + places.name()
                        + "', got: "
                        + text,
                otherwise);
    }

    private Diagnostic diagnostic(ParameterException error) {
        return switch (error) {
            case MissingParameterException missing -> missing(missing);
            case MutuallyExclusiveArgsException _ -> exclusive();
            case OverwrittenOptionException twice -> twice(twice.getOverwritten());
            case MaxValuesExceededException tooMany ->
                    Diagnostic.usage(
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

    private Diagnostic missing(MissingParameterException error) {
        ArgSpec first = error.getMissing().getFirst();
        if (isMissingValue(error)) {
            int index = places.of(first).getLast();
            List<String> arguments = places.arguments();
            String option = arguments.get(index);
            String problem =
                    index + 1 < arguments.size()
                            ? "expected %s after %s, got: %s"
                                    .formatted(first.paramLabel(), option, arguments.get(index + 1))
                            : option + " needs " + first.paramLabel();
            return Diagnostic.usage(places.word(index).span(), problem, otherwise);
        }
        CommandLine.Model.ArgGroupSpec group = first.group();
        if (group != null) {
            String names =
                    error.getMissing().stream()
                            .map(ParseDiagnostics::label)
                            .collect(Collectors.joining(", "));
            return Diagnostic.usage(places.command(), "one of " + names + " is missing", otherwise);
        }
        String labels =
                error.getMissing().stream()
                        .map(ParseDiagnostics::label)
                        .collect(Collectors.joining(" and "));
        return Diagnostic.usage(
                places.command(), "'" + places.name() + "' needs " + labels, otherwise);
    }

    /// What the value of an option or a parameter is called in a sentence: `log level`.
    private static String noun(ArgSpec argument) {
        return label(argument).replaceFirst("^-+", "").replace('-', ' ').toLowerCase(Locale.ROOT);
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private Diagnostic exclusive() {
        List<Integer> given = places.grouped();
        String names =
                given.stream().map(places.arguments()::get).collect(Collectors.joining(" and "));
        Optional<Span> second =
                given.stream().skip(1).findFirst().map(index -> places.word(index).span());
        return Diagnostic.usage(
                second.orElseGet(places::command), names + " cannot be used together", otherwise);
    }

    private Diagnostic twice(ArgSpec overwritten) {
        return Diagnostic.usage(
                places.word(places.of(overwritten).getLast()).span(),
                label(overwritten) + " given twice",
                "remove one of them");
    }

    private Diagnostic unreadable(ParameterException error) {
        Span span =
                error.getArgSpec() == null || error.getValue() == null
                        ? places.command()
                        : places.value(error.getArgSpec(), error.getValue());
        return error.getCause() instanceof Converters.Unreadable unreadable
                ? new Diagnostic(span, unreadable.error(noun(error.getArgSpec())))
                : Diagnostic.usage(
                        span,
                        Objects.requireNonNullElse(error.getMessage(), "unreadable"),
                        otherwise);
    }
}
