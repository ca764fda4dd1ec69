package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.Example;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import picocli.CommandLine.Command;

/// `quit`, also `exit`
@Command(
        name = "quit",
        aliases = "exit",
        description = {
            "Ends the shell.",
            "The tree is shut down in order, as at Ctrl-D and at the end of a script."
        })
@Example(value = "quit", does = "ends the shell")
final class Quit implements ShellCommand {

    private final Session session;

    Quit(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        session.end();
        return Answer.silent();
    }
}
