package dev.jobber.shell.command.visit;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Session;

/// Commands about the terminals that are attached to the tree.
public final class VisitCommands {
    private VisitCommands() {}

    public static CommandGroup of(Session session) {
        return CommandGroup.of(
                "Attached terminals",
                command("who", () -> new Who(session)),
                command("kick", () -> new Kick(session)),
                command("detach", () -> new Detach(session)),
                command("shutdown", () -> new Shutdown(session)));
    }
}
