package dev.jobber.shell.parse;

import java.util.List;
import java.util.function.Supplier;

/// Commands that belong together, under a heading.
///
/// @param commands in the order in which `help` shows them
public record CommandGroup(String heading, List<Entry> commands) {
    /// The commands are copied.
    public CommandGroup {
        commands = List.copyOf(commands);
    }

    /// Commands under a heading.
    public static CommandGroup of(String heading, Entry... commands) {
        return new CommandGroup(heading, List.of(commands));
    }

    /// A command.
    ///
    /// @param names what it is called: the name that `help` shows, then other names
    /// @param creation makes a new object for a line
    public record Entry(List<String> names, Supplier<ShellCommand> creation) {
        /// The name that `help` shows.
        public String name() {
            return names.getFirst();
        }
    }

    /// A command with one name.
    public static Entry command(String name, Supplier<ShellCommand> creation) {
        return new Entry(List.of(name), creation);
    }

    /// The names that `help` shows, in this order.
    public List<String> names() {
        return commands.stream().map(Entry::name).toList();
    }
}
