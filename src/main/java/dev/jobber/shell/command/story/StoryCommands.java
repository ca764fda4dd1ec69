package dev.jobber.shell.command.story;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Session;

/// Commands that tell what happened.
public final class StoryCommands {
    private StoryCommands() {}

    public static CommandGroup of(Session session) {
        return CommandGroup.of(
                "What happened",
                command("why", () -> new Why(session)),
                command("events", () -> new Events(session)),
                command("timeline", () -> new TimelineCommand(session)));
    }
}
