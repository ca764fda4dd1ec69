package dev.jobber.shell.command.sender;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Session;

/// Commands of the mail sender.
public final class SenderCommands {
    private SenderCommands() {}

    public static CommandGroup of(Session session) {
        return CommandGroup.of(
                "The sender",
                command("start-sender", () -> new StartSender(session)),
                command("send-email", () -> new SendEmail(session)));
    }
}
