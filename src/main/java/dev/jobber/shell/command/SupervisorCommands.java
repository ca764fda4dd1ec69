package dev.jobber.shell.command;

import static dev.jobber.shell.CommandGroup.command;

import dev.jobber.shell.CommandGroup;
import dev.jobber.shell.Session;

/// Commands that show supervisors and their children, and start and stop them.
final class SupervisorCommands {

    private SupervisorCommands() {}

    static CommandGroup of(Session session) {
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
