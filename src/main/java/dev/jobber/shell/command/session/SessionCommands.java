package dev.jobber.shell.command.session;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.help.Help;
import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.function.Supplier;

/// Commands of the shell itself.
public final class SessionCommands {
    private SessionCommands() {}

    /// @param scripts runs files, for commands that have been created
    /// @param help the texts of `help`, for commands that have been created
    public static CommandGroup of(Session session, Supplier<Scripts> scripts, Supplier<Help> help) {
        return CommandGroup.of(
                "The shell",
                new CommandGroup.Entry(List.of("help", "h"), () -> new HelpCommand(help.get())),
                command("set", () -> new SetCommand(session)),
                command("vars", () -> new Vars(session)),
                command("v", () -> new ShowResults(session)),
                command("source", () -> new SourceCommand(scripts.get())),
                command("reload", () -> new Reload(scripts.get())),
                command("sleep", () -> new Sleep(session)),
                command("echo", Echo::new),
                command("history", () -> new HistoryCommand(session)),
                command("clear", () -> new Clear(session)),
                new CommandGroup.Entry(List.of("quit", "exit"), () -> new Quit(session)));
    }
}
