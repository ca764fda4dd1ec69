package dev.jobber.shell.command.session;

import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;

/// `clear`
@Command(
        name = "clear",
        description = {"Clears the screen.", "Without a terminal it does nothing."})
@Example(value = "clear", does = "clears the screen")
@Example(value = "clear; tree", does = "draws the tree on an empty screen")
@InOtp("clear/0 of IEx.")
@SeeAlso({"keys"})
final class Clear implements ShellCommand {
    private final Session session;

    Clear(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        session.prompt().ifPresent(Prompt::clear);
        return Answer.silent();
    }
}
