package dev.jobber.shell.parse;

import dev.jobber.shell.parse.ArgumentRoles.Role;
import dev.jobber.shell.syntax.Span;
import dev.jobber.shell.syntax.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Finds the words of a line that an error of picocli is about.
final class ArgumentPlaces {
    private final ArgumentRoles roles;
    private final List<String> arguments;
    private final List<Word> words;

    /// @param arguments the words after the command's name
    /// @param words all words of the line, its command's name included
    ArgumentPlaces(CommandSpec command, List<String> arguments, List<Word> words) {
        this.roles = ArgumentRoles.of(command, arguments);
        this.arguments = arguments;
        this.words = words;
    }

    ArgumentRoles roles() {
        return roles;
    }

    List<String> arguments() {
        return arguments;
    }

    /// Where the command's name stands.
    Span command() {
        return words.getFirst().span();
    }

    Word word(int argument) {
        return words.get(argument + 1);
    }

    /// Where a value stands: the word that is the option's value, or the part of it after `=`.
    Span value(ArgSpec argument, String value) {
        return IntStream.range(0, arguments.size())
                .mapToObj(i -> value(i, argument, value))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(this::command);
    }

    private Optional<Span> value(int index, ArgSpec argument, String value) {
        String text = arguments.get(index);
        return switch (roles.roles().get(index)) {
            case Role.OptionValue(OptionSpec option)
                    when option.equals(argument) && text.equals(value) ->
                    Optional.of(word(index).span());
            case Role.OptionAndValue(OptionSpec option, int offset)
                    when option.equals(argument) && text.substring(offset).equals(value) ->
                    Optional.of(word(index).at(offset));
            case Role.Positional(int position)
                    when argument instanceof PositionalParamSpec positional
                            && positional.index().contains(position)
                            && text.equals(value) ->
                    Optional.of(word(index).span());
            case Role.Option _,
                    Role.OptionValue _,
                    Role.OptionAndValue _,
                    Role.Positional _,
                    Role.Subcommand _,
                    Role.EndOfOptions _,
                    Role.UnknownOption _ ->
                    Optional.empty();
        };
    }

    /// The option that a word is.
    Optional<OptionSpec> option(int index) {
        return switch (roles.roles().get(index)) {
            case Role.Option(OptionSpec option) -> Optional.of(option);
            case Role.OptionAndValue(OptionSpec option, int _) -> Optional.of(option);
            case Role.OptionValue _,
                    Role.Positional _,
                    Role.Subcommand _,
                    Role.EndOfOptions _,
                    Role.UnknownOption _ ->
                    Optional.empty();
        };
    }

    /// The words that are this option.
    List<Integer> of(ArgSpec wanted) {
        return IntStream.range(0, arguments.size())
                .filter(i -> option(i).filter(wanted::equals).isPresent())
                .boxed()
                .toList();
    }

    /// The words that are options of which only some may be given at once.
    List<Integer> grouped() {
        return IntStream.range(0, arguments.size())
                .filter(i -> option(i).filter(option -> option.group() != null).isPresent())
                .boxed()
                .toList();
    }

    /// The first word of this text that has no place.
    Optional<Integer> of(String text, int from) {
        return IntStream.range(from, arguments.size())
                .filter(i -> arguments.get(i).equals(text))
                .boxed()
                .findFirst();
    }

    /// Whether the line has this argument, even in a form that cannot be read. Then it is not
    /// reported as missing too.
    boolean isGiven(ArgSpec argument) {
        return switch (argument) {
            case OptionSpec option -> !of(option).isEmpty();
            case PositionalParamSpec positional ->
                    IntStream.range(0, roles.positionals()).anyMatch(positional.index()::contains);
            default -> false;
        };
    }

    /// The command as the line names it: `define-job sim`.
    String name() {
        return roles.spec().qualifiedName();
    }
}
