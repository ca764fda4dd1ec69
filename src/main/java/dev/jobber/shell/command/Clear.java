package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.Example;
import dev.jobber.shell.LineSource;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import picocli.CommandLine.Command;

/// `clear`
@Command(
        name = "clear",
        description = {"Clears the screen.", "Without a terminal it does nothing."})
@Example(value = "clear", does = "clears the screen")
final class Clear implements ShellCommand {

    private final Session session;

    Clear(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        session.prompt().ifPresent(LineSource::clear);
        return Answer.silent();
    }
}
