package dev.jobber.shell.export;

import dev.jobber.shell.complete.ArgumentValues;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.export.CommandNode.Choice;
import dev.jobber.shell.export.CommandNode.Flag;
import dev.jobber.shell.export.CommandNode.Values;
import dev.jobber.shell.help.Help;
import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.parse.JobNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Lists the commands for the completion of other shells.
///
/// Only what is so in every run is in it: no pid, and no job of an rc file.
final class CommandNodes {
    /// Longer lists would make a script slow to load.
    private static final int MOST = 100;

    private static final Set<String> FILES = Set.of("FILE", "JARS");
    private static final Set<String> FOLDERS = Set.of("DIR", "FOLDER");
    private static final Set<String> PROGRAMS = Set.of("PROGRAM ARGS", "PROGRAM");
    private static final String TREE = "TREE";

    /// What lives now, and is different in the next run.
    private static final Set<String> LIVE_GROUPS = Set.of("pids", "environment");

    private final CommandParser parser;
    private final ArgumentValues values;
    private final List<CommandNode> nodes = new ArrayList<>();

    /// @param values what may stand for parameters
    CommandNodes(CommandParser parser, ArgumentValues values) {
        this.parser = parser;
        this.values = values;
    }

    /// All commands, the program first.
    ///
    /// @param program how the program is started
    /// @param outside the commands of the program that are no lines of the shell
    List<CommandNode> of(CommandSpec program, List<CommandSpec> outside) {
        var commands = new ArrayList<Choice>();
        for (CommandSpec spec : outside) {
            commands.add(new Choice(Help.name(spec), Help.summary(spec)));
        }
        List<String> own = outside.stream().map(Help::name).toList();
        List<String> names =
                parser.commands().names().stream().filter(name -> !own.contains(name)).toList();
        for (String name : names) {
            commands.add(new Choice(name, Help.summary(parser.line(name).getCommandSpec())));
        }
        nodes.add(node("", program, commands));
        outside.forEach(spec -> nodes.add(node(Help.name(spec), spec, List.of())));
        names.forEach(this::add);
        return nodes;
    }

    private void add(String name) {
        CommandSpec spec = parser.line(name).getCommandSpec();
        var commands = new LinkedHashMap<String, CommandSpec>();
        spec.subcommands().forEach((word, line) -> commands.put(word, line.getCommandSpec()));
        for (String word : firstWords(spec)) {
            CommandLine line = parser.line(name, List.of(word), JobNames.NONE);
            if (!line.getCommandSpec().optionsMap().keySet().equals(spec.optionsMap().keySet())) {
                commands.put(word, line.getCommandSpec());
            }
        }
        nodes.add(
                node(
                        name,
                        spec,
                        commands.entrySet().stream()
                                .map(each ->
                                        new Choice(each.getKey(), about(each.getValue(), spec)))
                                .toList()));
        commands.forEach((word, sub) -> nodes.add(node(name + " " + word, sub, List.of())));
    }

    private static String about(CommandSpec sub, CommandSpec outer) {
        String summary = Help.summary(sub);
        return summary.equals(Help.summary(outer)) ? "" : summary;
    }

    /// The words that its first parameter may be, whatever lives: the kinds of work. They decide
    /// which options may follow.
    private static List<String> firstWords(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(0))
                .flatMap(parameter -> Stream.ofNullable(parameter.completionCandidates()))
                .flatMap(words -> StreamSupport.stream(words.spliterator(), false))
                .toList();
    }

    private CommandNode node(String path, CommandSpec spec, List<Choice> commands) {
        var flags = new ArrayList<Flag>();
        var found = new LinkedHashMap<String, Values>();
        spec.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> {
                    boolean takesValue = option.arity().max() > 0;
                    for (String name : option.names()) {
                        flags.add(new Flag(new Choice(name, about(option)), takesValue));
                        values(option, path).ifPresent(each -> found.put(name, each));
                    }
                });
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (parameter.hidden() && !PROGRAMS.contains(parameter.paramLabel())) {
                continue;
            }
            Optional<Values> each = values(parameter, path);
            each.ifPresent(known -> keys(parameter).forEach(key -> found.put(key, known)));
        }
        commands.forEach(
                command -> found.computeIfPresent("@0", (_, known) -> without(known, command)));
        return new CommandNode(path, List.copyOf(commands), List.copyOf(flags), Map.copyOf(found));
    }

    private static Values without(Values known, Choice command) {
        return switch (known) {
            case Values.Words(List<Choice> words) ->
                    new Values.Words(
                            words.stream()
                                    .filter(each -> !each.word().equals(command.word()))
                                    .toList());
            case Values.Found found -> found;
        };
    }

    private static List<String> keys(PositionalParamSpec parameter) {
        int first = parameter.index().min();
        int last = parameter.index().max();
        return parameter.index().isVariable() || last - first > parameter.index().min() + 9
                ? List.of("@*")
                : Stream.iterate(first, i -> i <= last, i -> i + 1).map(i -> "@" + i).toList();
    }

    private static String about(ArgSpec argument) {
        String[] description = argument.description();
        return description.length == 0
                ? ""
                : description[0].replace("%%", "%").replaceAll("\\$\\{[^}]*}", "…");
    }

    private Optional<Values> values(ArgSpec argument, String path) {
        String label = argument.paramLabel();
        if (FILES.contains(label)) {
            return Optional.of(Values.Found.FILES);
        } else if (FOLDERS.contains(label)) {
            return Optional.of(Values.Found.FOLDERS);
        } else if (PROGRAMS.contains(label)) {
            return Optional.of(Values.Found.PROGRAMS);
        } else if (label.equals(TREE)) {
            return Optional.of(Values.Found.TREES);
        }
        List<Choice> words =
                values.of(argument, "", "", Arrays.asList(path.split(" "))).stream()
                        .filter(suggestion -> !LIVE_GROUPS.contains(suggestion.group()))
                        .filter(Suggestion::complete)
                        .filter(suggestion -> isPlain(suggestion.value()))
                        .map(suggestion -> new Choice(suggestion.value(), suggestion.description()))
                        .toList();
        return words.isEmpty() || words.size() > MOST
                ? Optional.empty()
                : Optional.of(new Values.Words(words));
    }

    /// Whether no shell reads it as anything but a word.
    private static boolean isPlain(String word) {
        return word.matches("[A-Za-z0-9_.:%~/@+,-]+");
    }
}
