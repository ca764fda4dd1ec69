package dev.jobber.shell.command.supervisor;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Session;

/// Commands that show supervisors and their children, and start and stop them.
public final class SupervisorCommands {
    private SupervisorCommands() {}

    public static CommandGroup of(Session session) {
        return CommandGroup.of(
                "Supervisors",
                command("tree", () -> new Tree(session)),
                command("count-children", () -> new CountChildren(session)),
                command("which-children", () -> new WhichChildren(session)),
                command("terminate-child", () -> new TerminateChild(session)),
                command("restart-child", () -> new RestartChild(session)),
                command("delete-child", () -> new DeleteChild(session)),
                command("ensure-started", () -> new EnsureStarted(session)));
    }
}
