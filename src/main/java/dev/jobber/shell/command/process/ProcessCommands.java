package dev.jobber.shell.command.process;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Session;
import java.util.List;

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
                new CommandGroup.Entry(List.of("info", "i"), () -> new Info(session)),
                command("self", () -> new Self(session)),
                command("send", () -> new Send(session)),
                command("flush", () -> new Flush(session)),
                command("monitor", () -> new Monitor(session)),
                command("demonitor", () -> new Demonitor(session)),
                command("link", () -> new Link(session)),
                command("unlink", () -> new Unlink(session)),
                command("start-server", () -> new StartServer(session)));
    }
}
