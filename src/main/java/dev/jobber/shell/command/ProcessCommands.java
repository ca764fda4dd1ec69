package dev.jobber.shell.command;

import static dev.jobber.shell.CommandGroup.command;

import dev.jobber.shell.CommandGroup;
import dev.jobber.shell.Session;

/// Commands that find processes, look into them and end them.
final class ProcessCommands {

    private ProcessCommands() {}

    static CommandGroup of(Session session) {
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
