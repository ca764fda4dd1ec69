package dev.jobber.shell.help;

import dev.jobber.shell.help.topic.Topic;
import dev.jobber.shell.help.topic.Topics;
import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.result.Choices;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The texts of `help`.
public final class Help {
    /// The word that asks for the list of topics.
    public static final String TOPICS = "topics";

    /// What stands for a page in the usage of a command.
    public static final String LABEL = "COMMAND|TOPIC";

    private static final String OVERVIEW =
            """
            'help COMMAND' says more, with examples; COMMAND --help says the same. 'help topics' lists what else there is.
            Commands are separated by ';' or a line's end; NAME = COMMAND keeps a result, $NAME uses it.
            At the end of a script, jobs that still run are ended; --await waits for them first.\
            """;

    private static final String TOPICS_END = "'help TOPIC' shows one, with examples.";

    private final CommandParser parser;
    private final Supplier<List<CommandSpec>> outside;

    /// @param outside the commands of the program that are no lines of the shell
    public Help(CommandParser parser, Supplier<List<CommandSpec>> outside) {
        this.parser = parser;
        this.outside = outside;
    }

    /// All commands, a line each.
    public Rendering overview() {
        return style -> {
            var registry = new CommandSummaries(parser);
            var lines = new ArrayList<String>();
            int width = longest(parser.commands().names());
            for (CommandGroup group : parser.commands().groups()) {
                lines.add(style.paint(Palette.NAME, group.heading()));
                for (String name : group.names()) {
                    lines.add(row(name, width, registry.summary(name), style));
                }
                lines.add("");
            }
            lines.add(OVERVIEW);
            return String.join("\n", lines);
        };
    }

    /// All topics, a line each.
    private static Rendering topics() {
        return style -> {
            var lines = new ArrayList<String>();
            int width = longest(Topics.names());
            for (Topic topic : Topics.all()) {
                lines.add(row(topic.name(), width, topic.summary(), style));
            }
            lines.add("");
            lines.add(TOPICS_END);
            return String.join("\n", lines);
        };
    }

    private static int longest(List<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String row(String name, int width, String summary, Style style) {
        return "  "
                + style.paint(Palette.NAME, name)
                + " ".repeat(width - name.length())
                + "  "
                + summary;
    }

    /// The page of a command, or of a topic; both pages where both have the name.
    ///
    /// @param words the name of a command, or its name and that of a command of it; or the name of
    ///   a topic
    /// @throws ShellException where there is neither
    public Rendering about(List<String> words) {
        if (words.equals(List.of(TOPICS))) {
            return topics();
        }
        Optional<Topic> topic = Topics.find(String.join(" ", words));
        if (topic.isPresent() && (words.size() > 1 || !parser.knows(words.getFirst()))) {
            return style -> HelpText.of(topic.get(), style);
        }
        CommandSpec spec = spec(words);
        return style ->
                page(spec, style) + topic.map(both -> "\n\n" + HelpText.of(both, style)).orElse("");
    }

    /// The page of a command.
    public static String page(CommandSpec spec, Style style) {
        return HelpText.of(
                CommandParser.usage(spec, HelpText.width(style), style),
                CommandNotes.of(spec),
                style);
    }

    /// Every name that `help` knows, with what its page is about in one sentence. A name is one
    /// word.
    public Map<String, String> pages() {
        var registry = new CommandSummaries(parser);
        var pages = new LinkedHashMap<String, String>();
        registry.names().forEach(name -> pages.put(name, registry.summary(name)));
        outside.get().forEach(spec -> pages.put(name(spec), summary(spec)));
        pages.put(TOPICS, "The topics.");
        Topics.all().forEach(topic -> pages.putIfAbsent(topic.word(), topic.summary()));
        return pages;
    }

    /// The names of the commands of a command, each with what it is for.
    public Map<String, String> commandsOf(String name) {
        var commands = new LinkedHashMap<String, String>();
        if (parser.knows(name)) {
            parser.line(name)
                    .getSubcommands()
                    .forEach((sub, line) -> commands.put(sub, summary(line.getCommandSpec())));
        }
        return commands;
    }

    /// What a command of the program is called behind the program's name.
    public static String name(CommandSpec spec) {
        return spec.name().substring(spec.name().indexOf(' ') + 1);
    }

    /// What a command is for, in one sentence.
    public static String summary(CommandSpec spec) {
        String[] description = spec.usageMessage().description();
        return description.length == 0 ? "" : description[0];
    }

    private CommandSpec spec(List<String> words) {
        String name = words.getFirst();
        if (!parser.knows(name)) {
            Optional<CommandSpec> program =
                    outside.get().stream().filter(spec -> name(spec).equals(name)).findFirst();
            if (program.isPresent()) {
                return program.get();
            }
            throw Choices.unknown(
                    ErrorCode.UNKNOWN_COMMAND,
                    "command or topic",
                    String.join(" ", words),
                    pages().keySet(),
                    "'help' lists the commands, 'help topics' the topics");
        }
        CommandLine line = parser.line(name);
        if (words.size() == 1) {
            return line.getCommandSpec();
        }
        Map<String, CommandLine> commands = line.getSubcommands();
        CommandLine sub = commands.get(words.get(1));
        if (sub == null) {
            throw Choices.unknown(
                    "command",
                    String.join(" ", words),
                    commands.keySet().stream().map(command -> name + " " + command).toList());
        }
        return sub.getCommandSpec();
    }
}
