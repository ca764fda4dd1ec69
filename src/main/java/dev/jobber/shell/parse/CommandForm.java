package dev.jobber.shell.parse;

import dev.jobber.shell.parse.model.CommandModels;
import dev.jobber.shell.result.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Range;

/// The objects whose fields one line fills: its command, more options that the command takes for
/// this line, and the commands of the command. Each line gets new ones.
///
/// Two lines whose forms have the same [#shape()] are read in the same way.
public final class CommandForm {
    /// What lines that fill objects of the same classes have in common.
    ///
    /// @param options the class of each object with further options, and the names that are taken
    ///   of it
    record Shape(Class<?> command, List<Object> options, Map<String, Shape> commands) {}

    /// How the answer of one line is written; every command has this option.
    private static final class OutputOption {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                description = "How this answer is written: text or json.")
        private Optional<Output> output = Optional.empty();
    }

    private record Options(Object fields, Set<String> names) {}

    private final ShellCommand command;
    private final OutputOption output = new OutputOption();
    private final List<Object> objects = new ArrayList<>();
    private final List<Options> options = new ArrayList<>();
    private final Map<String, CommandForm> commands = new LinkedHashMap<>();

    CommandForm(ShellCommand command) {
        this.command = command;
        objects.add(command);
        objects.add(output);
    }

    /// The line may have all options of this object.
    public void addOptions(Object fields) {
        addOptions(fields, Set.of());
    }

    /// The line may have options of this object.
    ///
    /// @param names which of them, by their long names; all where there are none
    public void addOptions(Object fields, Set<String> names) {
        objects.add(fields);
        options.add(new Options(fields, names));
    }

    /// The line may go on with this command.
    ///
    /// @return its form
    public CommandForm addCommand(String name, ShellCommand subcommand) {
        var form = new CommandForm(subcommand);
        commands.put(name, form);
        return form;
    }

    ShellCommand command() {
        return command;
    }

    /// How the line that filled these objects has its answer written, if it says so.
    Optional<Output> output() {
        return Stream.concat(
                        Stream.of(output.output.or(command::output)),
                        commands.values().stream().map(CommandForm::output))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// The command of the command.
    CommandForm command(String name) {
        CommandForm form = commands.get(name);
        if (form == null) {
            throw new IllegalArgumentException("expected one of " + commands.keySet());
        }
        return form;
    }

    /// The command and its further options: every object that has fields for words of the line.
    List<Object> objects() {
        return objects;
    }

    Shape shape() {
        var more = new ArrayList<Object>(2 * options.size());
        for (Options each : options) {
            more.add(each.fields().getClass());
            more.add(each.names());
        }
        var shapes = new HashMap<String, Shape>(commands.size());
        commands.forEach((name, form) -> shapes.put(name, form.shape()));
        return new Shape(command.getClass(), more, shapes);
    }

    /// picocli's model of it, made from those of the objects.
    CommandSpec spec() {
        var spec = CommandModels.of(command);
        options.forEach(each -> add(spec, each));
        addFree(spec, output);
        commands.forEach((name, form) -> spec.addSubcommand(name, form.spec()));
        return spec;
    }

    /// Adds the options of an object, each under those of its names that the command does not have.
    private static void addFree(CommandSpec spec, Object fields) {
        for (OptionSpec option : CommandModels.of(fields).options()) {
            String[] free =
                    Arrays.stream(option.names())
                            .filter(name -> !spec.optionsMap().containsKey(name))
                            .toArray(String[]::new);
            spec.addOption(OptionSpec.builder(option).names(free).build());
        }
    }

    private static void add(CommandSpec spec, Options options) {
        var more = CommandModels.of(options.fields());
        if (options.names().isEmpty()) {
            int first = spec.positionalParameters().size();
            List<PositionalParamSpec> parameters = List.copyOf(more.positionalParameters());
            parameters.forEach(more::remove);
            spec.addMixin(options.fields().getClass().getSimpleName(), more);
            parameters.forEach(parameter -> spec.addPositional(after(first, parameter)));
        } else {
            more.options().stream()
                    .filter(option -> options.names().contains(option.longestName()))
                    .map(option -> OptionSpec.builder(option).build())
                    .forEach(spec::addOption);
        }
    }

    /// The same parameter after this number of others. picocli sorts parameters by their places,
    /// and takes two places for the same if they are written in the same way.
    private static PositionalParamSpec after(int others, PositionalParamSpec parameter) {
        Range places = parameter.index();
        int min = places.min() + others;
        int max = places.isVariable() ? places.max() : places.max() + others;
        String written = min + ".." + (places.isVariable() ? "*" : max);
        return PositionalParamSpec.builder(parameter)
                .index(new Range(min, max, places.isVariable(), false, written))
                .build();
    }
}
