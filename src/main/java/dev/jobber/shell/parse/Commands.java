package dev.jobber.shell.parse;

import java.util.List;
import java.util.Optional;

/// All commands.
public interface Commands {
    /// All commands, grouped, in the order in which `help` shows them; other names of the same
    /// commands are left out.
    List<CommandGroup> groups();

    /// A new object for a line that begins with this name.
    Optional<ShellCommand> create(String name);

    /// The names of all commands, and their other names.
    default List<String> everyName() {
        return groups().stream()
                .flatMap(group -> group.commands().stream())
                .flatMap(command -> command.names().stream())
                .toList();
    }

    /// The names of all commands.
    default List<String> names() {
        return groups().stream().flatMap(group -> group.names().stream()).toList();
    }
}
