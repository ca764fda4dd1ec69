package dev.jobber.shell.complete;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Meaning;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.help.CommandSummaries;
import dev.jobber.shell.help.Help;
import dev.jobber.shell.parse.ArgumentRoles;
import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.LaterWords;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Completes from the commands' own descriptions and from what may stand for their parameters.
public final class CommandCompletions implements Completions {
    /// The options of every command, which are not meant where nothing has been typed.
    private static final Set<String> OF_ALL = Set.of("--help", "--output");

    private final CommandParser parser;
    private final JobNames names;
    private final Candidates candidates;
    private final ArgumentValues values;
    private volatile Optional<WordMeanings> meanings = Optional.empty();
    private volatile Optional<List<Suggestion>> commands = Optional.empty();

    /// @param names the names that a line may use
    /// @param candidates what may stand for its parameters
    public CommandCompletions(CommandParser parser, JobNames names, Candidates candidates) {
        this.parser = parser;
        this.names = names;
        this.candidates = candidates;
        this.values = new ArgumentValues(candidates);
    }

    @Override
    public List<Suggestion> complete(List<String> before, String current) {
        try {
            return before.isEmpty() ? commands() : arguments(before, current);
        } catch (ShellException unknownCommand) {
            return List.of();
        }
    }

    @Override
    public List<Suggestion> references(String begun) {
        return candidates.of(new Candidates.Place(Candidates.REFERENCE, begun, List.of()));
    }

    @Override
    public List<Meaning> meanings(List<String> words, boolean isTyped) {
        if (meanings.isEmpty()) {
            meanings = Optional.of(new WordMeanings(parser, names, candidates::lives));
        }
        return meanings.get().of(words, isTyped);
    }

    /// Made when they are first wanted, so that the first prompt need not wait for them.
    private List<Suggestion> commands() {
        if (commands.isEmpty()) {
            var registry = new CommandSummaries(parser);
            commands =
                    Optional.of(
                            registry.names().stream()
                                    .map(name ->
                                            new Suggestion(
                                                    name, "commands", registry.summary(name), true))
                                    .toList());
        }
        return commands.get();
    }

    /// The index of the first word of a command for later, if the current word belongs to one.
    private Optional<Integer> later(List<String> before, String current) {
        var words = new ArrayList<Word>();
        Stream.concat(before.stream(), Stream.of(current))
                .forEach(word -> words.add(Word.literal(word, 1)));
        return parser.later(words).map(LaterWords::from).filter(from -> from <= before.size());
    }

    private List<Suggestion> arguments(List<String> before, String current) {
        Optional<Integer> later = later(before, current);
        if (later.isPresent()) {
            return complete(before.subList(later.get(), before.size()), current);
        }
        List<String> arguments = before.subList(1, before.size());
        CommandLine line = parser.line(before.getFirst(), arguments, names);
        var roles = ArgumentRoles.of(line, arguments);
        if (roles.open().isPresent()) {
            return values.of(roles.open().get(), "", current, before);
        }
        boolean onlyPositionals = roles.roles().contains(new ArgumentRoles.Role.EndOfOptions());
        if (!onlyPositionals && current.startsWith("-")) {
            int equals = current.indexOf('=');
            return equals < 0
                    ? options(roles, arguments).toList()
                    : afterEquals(roles.spec(), current, equals, before);
        }
        ArrayList<Suggestion> suggestions = new ArrayList<>(subcommands(roles));
        roles.spec().positionalParameters().stream()
                .filter(positional -> positional.index().contains(roles.positionals()))
                .map(positional -> values.of(positional, "", current, before))
                .forEach(suggestions::addAll);
        if (!onlyPositionals && suggestions.isEmpty()) {
            options(roles, arguments)
                    .filter(option -> !OF_ALL.contains(option.value()))
                    .forEach(suggestions::add);
        }
        return suggestions;
    }

    private static List<Suggestion> subcommands(ArgumentRoles roles) {
        return roles.positionals() > 0
                ? List.of()
                : roles.spec().subcommands().entrySet().stream()
                        .map(sub ->
                                new Suggestion(
                                        sub.getKey(),
                                        "commands",
                                        Help.summary(sub.getValue().getCommandSpec()),
                                        true))
                        .toList();
    }

    /// The options that have not been given yet.
    private static Stream<Suggestion> options(ArgumentRoles roles, List<String> arguments) {
        return roles.spec().options().stream()
                .filter(option -> !option.hidden())
                .filter(option ->
                        option.isMultiValue()
                                || List.of(option.names()).stream().noneMatch(arguments::contains))
                .map(option ->
                        new Suggestion(option.longestName(), "options", description(option), true));
    }

    private List<Suggestion> afterEquals(
            CommandSpec spec, String current, int equals, List<String> before) {
        OptionSpec option = spec.findOption(current.substring(0, equals));
        String head = current.substring(0, equals + 1);
        return option == null
                ? List.of()
                : values.of(option, head, current.substring(equals + 1), before);
    }

    private static String description(ArgSpec argument) {
        return argument.description().length == 0 ? "" : argument.description()[0];
    }
}
