package dev.jobber.shell.command.job.policy;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Session;

/// Commands that say when jobs start, and which of them wait.
public final class PolicyCommands {
    private PolicyCommands() {}

    /// The commands.
    public static CommandGroup of(Session session) {
        return CommandGroup.of(
                "Limits and queues",
                command("type", () -> new TypeCommand(session)),
                command("limit", () -> new LimitCommand(session)),
                command("queue", () -> new QueueCommand(session)),
                command("pause", () -> new Pause(session)),
                command("resume", () -> new Resume(session)),
                command("drain", () -> new Drain(session)),
                command("cancel", () -> new Cancel(session)),
                command("rerun", () -> new Rerun(session)));
    }
}
