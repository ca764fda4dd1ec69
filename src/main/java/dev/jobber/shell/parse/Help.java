package dev.jobber.shell.parse;

import dev.jobber.shell.result.Choices;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Paragraph;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The texts of `help`.
@SuppressWarnings(
        "exports") // an application may use some of this package, and not what it is made of
public final class Help {
    private static final String OVERVIEW =
            """
            'help COMMAND' says more, with examples; COMMAND --help says the same.
            Commands are separated by ';' or a line's end; NAME = COMMAND keeps a result, $NAME uses it.
            At the end of a script, jobs that still run are ended; --await waits for them first.\
            """;

    private final CommandParser parser;

    public Help(CommandParser parser) {
        this.parser = parser;
    }

    /// All commands, a line each.
    public Rendering overview() {
        return style -> {
            var registry = new CommandSummaries(parser);
            var lines = new ArrayList<String>();
            int width = parser.commands().names().stream().mapToInt(String::length).max().orElse(0);
            for (CommandGroup group : parser.commands().groups()) {
                lines.add(style.paint(Palette.NAME, group.heading()));
                for (String name : group.names()) {
                    String summary = registry.summary(name);
                    lines.add(
                            "  "
                                    + style.paint(Palette.NAME, name)
                                    + " ".repeat(width - name.length())
                                    + "  "
                                    + summary);
                }
                lines.add("");
            }
            lines.add(OVERVIEW);
            return String.join("\n", lines);
        };
    }

    /// How a command is used.
    ///
    /// @param command its name, or its name and that of a command of it
    /// @throws ShellException where there is none of that name
    public Rendering about(List<String> command) {
        CommandSpec spec = spec(command);
        return style -> {
            String text = parser.help(spec, style) + note(spec, style);
            String examples = examples(spec, style);
            return examples.isEmpty() ? text : text + "\n\nExamples:\n" + examples;
        };
    }

    /// What a command is for, in one sentence.
    public static String summary(CommandSpec spec) {
        String[] description = spec.usageMessage().description();
        return description.length == 0 ? "" : description[0];
    }

    private CommandSpec spec(List<String> command) {
        CommandLine line = parser.line(command.getFirst());
        if (command.size() == 1) {
            return line.getCommandSpec();
        }
        Map<String, CommandLine> commands = line.getSubcommands();
        CommandLine sub = commands.get(command.get(1));
        if (sub == null) {
            throw Choices.unknown("command", String.join(" ", command), commands.keySet());
        }
        return sub.getCommandSpec();
    }

    private static String note(CommandSpec spec, Style style) {
        return spec.userObject() instanceof ShellCommand command
                ? command.note()
                        .map(sentence -> "\n\n" + Paragraph.rows(sentence, style.width()))
                        .orElse("")
                : "";
    }

    private static String examples(CommandSpec spec, Style style) {
        List<Example> examples =
                List.of(spec.root().userObject().getClass().getAnnotationsByType(Example.class));
        return examples.stream()
                .map(example ->
                        "  "
                                + style.paint(Palette.NAME, example.value())
                                + "\n      "
                                + example.does())
                .collect(Collectors.joining("\n"));
    }
}
