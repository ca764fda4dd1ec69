package dev.jobber.shell.command;

import static dev.jobber.shell.CommandGroup.command;

import dev.jobber.shell.CommandGroup;
import dev.jobber.shell.Session;

/// Commands of the mail sender.
final class SenderCommands {

    private SenderCommands() {}

    static CommandGroup of(Session session) {
        return CommandGroup.of(
                "The sender",
                command("start-sender", () -> new StartSender(session)),
                command("send-email", () -> new SendEmail(session)));
    }
}
