package dev.jobber.shell;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.shell.jline3.PicocliCommands;

/// All commands together, as a registry of JLine's: what they are called and what each is for.
final class CommandRegistry {

    private final PicocliCommands commands;

    CommandRegistry(CommandParser parser) {
        var root = new CommandLine(CommandSpec.create().name("jobber"));
        for (var name : parser.commands().names()) {
            root.addSubcommand(name, parser.line(name));
        }
        commands = new PicocliCommands(root);
    }

    /// The names, other names of the same commands included.
    List<String> names() {
        return commands.commandNames().stream().sorted().toList();
    }

    /// What a command is for, in one sentence.
    String summary(String name) {
        return commands.commandInfo(name).getFirst();
    }
}
