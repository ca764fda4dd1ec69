package dev.jobber.shell.complete;

import dev.jobber.observer.ProcessLookup;
import dev.jobber.shell.console.Meaning;
import dev.jobber.shell.parse.ArgumentRoles;
import dev.jobber.shell.parse.ArgumentRoles.Role;
import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.parse.Converters;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.ShellException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Says what the words of a line mean. It reads the commands' descriptions and the table of
/// processes, and calls no process.
final class WordMeanings {
    private final CommandParser parser;
    private final JobNames names;
    private final Predicate<String> lives;
    private final Set<String> commands;

    /// @param names the jobs that a line may start
    /// @param lives whether the process of a pid lives
    WordMeanings(CommandParser parser, JobNames names, Predicate<String> lives) {
        this.parser = parser;
        this.names = names;
        this.lives = lives;
        commands = Set.copyOf(parser.commands().everyName());
    }

    /// The meaning of each word.
    ///
    /// @param isTyped whether the last word is still being typed: then it may become another one
    List<Meaning> of(List<String> words, boolean isTyped) {
        var meanings = new ArrayList<Meaning>();
        String name = words.getFirst();
        boolean isCommand = commands.contains(name);
        meanings.add(
                isCommand
                        ? Meaning.COMMAND
                        : beginsOne(name, commands) && isTyped && words.size() == 1
                                ? Meaning.PLAIN
                                : Meaning.WRONG);
        if (!isCommand || words.size() == 1 || takesText(name)) {
            words.stream().skip(1).forEach(word -> meanings.add(plain(word)));
            return meanings;
        }
        List<String> arguments = words.subList(1, words.size());
        try {
            var roles = ArgumentRoles.of(parser.line(name, arguments, names), arguments);
            for (int i = 0; i < arguments.size(); i++) {
                boolean mayGrow = isTyped && i == arguments.size() - 1;
                meanings.add(
                        meaning(roles.roles().get(i), roles.spec(), arguments.get(i), mayGrow));
            }
        } catch (ShellException unreadable) {
            arguments.stream()
                    .skip(meanings.size() - 1L)
                    .forEach(word -> meanings.add(plain(word)));
        }
        return meanings;
    }

    private boolean takesText(String name) {
        return parser.commands().create(name).filter(ShellCommand::takesText).isPresent();
    }

    private Meaning meaning(Role role, CommandSpec spec, String word, boolean mayGrow) {
        return switch (role) {
            case Role.Subcommand _ -> Meaning.COMMAND;
            case Role.Option _, Role.EndOfOptions _ -> Meaning.OPTION;
            case Role.OptionAndValue(OptionSpec option, int offset) ->
                    value(option, word.substring(offset), mayGrow) == Meaning.WRONG
                            ? Meaning.WRONG
                            : Meaning.OPTION;
            case Role.UnknownOption(String name) ->
                    mayGrow && beginsOne(name, spec.optionsMap().keySet())
                            ? Meaning.PLAIN
                            : Meaning.WRONG;
            case Role.OptionValue(OptionSpec option) -> value(option, word, mayGrow);
            case Role.Positional(int index) ->
                    spec.positionalParameters().stream()
                            .filter(parameter -> parameter.index().contains(index))
                            .findFirst()
                            .map(parameter -> value(parameter, word, mayGrow))
                            .orElse(subcommand(spec, word, mayGrow));
        };
    }

    private Meaning subcommand(CommandSpec spec, String word, boolean mayGrow) {
        Set<String> subcommands = spec.subcommands().keySet();
        return subcommands.isEmpty() || mayGrow && beginsOne(word, subcommands)
                ? plain(word)
                : Meaning.WRONG;
    }

    private Meaning value(ArgSpec argument, String word, boolean mayGrow) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type.isEnum()) {
            List<String> known = Converters.words(type);
            return known.contains(word) || mayGrow && beginsOne(word, known)
                    ? Meaning.PLAIN
                    : Meaning.WRONG;
        }
        if (argument.paramLabel().equals("JOB")) {
            return isJob(argument, word, mayGrow) ? Meaning.PLAIN : Meaning.WRONG;
        }
        return !mayGrow && !Converters.reads(type, word) ? Meaning.WRONG : plain(word);
    }

    private boolean isJob(ArgSpec argument, String word, boolean mayGrow) {
        return Stream.concat(
                        names.jobs().stream(),
                        Stream.ofNullable(argument.completionCandidates())
                                .flatMap(kinds -> StreamSupport.stream(kinds.spliterator(), false)))
                .anyMatch(job -> job.equals(word) || mayGrow && job.startsWith(word));
    }

    private Meaning plain(String word) {
        if (!ProcessLookup.isPid(word)) {
            return Meaning.PLAIN;
        }
        return lives.test(word) ? Meaning.ALIVE : Meaning.ENDED;
    }

    private static boolean beginsOne(String begin, Collection<String> words) {
        return words.stream().anyMatch(word -> word.startsWith(begin));
    }
}
