package dev.jobber.shell.command.live;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import java.util.function.Supplier;

/// Commands that show what changes while it changes.
public final class LiveCommands {
    private LiveCommands() {}

    /// @param scripts runs commands, for commands that have been created
    public static CommandGroup of(Session session, Supplier<Scripts> scripts) {
        return CommandGroup.of(
                "Watching",
                command("top", () -> new Top(session)),
                command("watch", () -> new Watch(session, scripts.get())));
    }
}
