package dev.jobber.shell.help;

import dev.jobber.shell.parse.CommandParser;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.shell.jline3.PicocliCommands;

/// All commands together, as a registry of JLine's: what they are called and what each is for.
public final class CommandSummaries {
    private final PicocliCommands commands;

    public CommandSummaries(CommandParser parser) {
        var root = new CommandLine(CommandSpec.create().name("jobber"));
        for (String name : parser.commands().names()) {
            root.addSubcommand(name, parser.line(name));
        }
        commands = new PicocliCommands(root);
    }

    /// The names, other names of the same commands included.
    public List<String> names() {
        return commands.commandNames().stream().sorted().toList();
    }

    /// What a command is for, in one sentence.
    public String summary(String name) {
        return commands.commandInfo(name).getFirst();
    }
}
