package dev.jobber.shell.command.log;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Session;

/// Commands for the log.
public final class LogCommands {
    private LogCommands() {}

    public static CommandGroup of(Session session) {
        return CommandGroup.of(
                "The log",
                command("log", () -> new LogCommand(session)),
                command("logs", () -> new Logs(session)));
    }
}
