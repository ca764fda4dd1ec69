package dev.jobber.shell.command.process;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Session;

/// Commands that find processes, look into them and end them.
public final class ProcessCommands {
    private ProcessCommands() {}

    public static CommandGroup of(Session session) {
        return CommandGroup.of(
                "Processes",
                command("whereis", () -> new Whereis(session)),
                command("stop", () -> new Stop(session)),
                command("kill", () -> new Kill(session)),
                command("get-state", () -> new GetState(session)),
                command("info", () -> new Info(session)),
                command("start-server", () -> new StartServer(session)));
    }
}
