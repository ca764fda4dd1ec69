package dev.jobber.shell.command.session;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;

/// `quit`, also `exit`
@Command(
        name = "quit",
        aliases = "exit",
        description = {
            "Ends the shell.",
            "The supervision tree is stopped in order. Ctrl-D and the end of a script do the same."
        })
@Example(value = "quit", does = "ends the shell")
@Example(value = "start-job good; quit", does = "ends the job, and then the shell")
@InOtp("System.stop/0: the tree is stopped in order.")
@SeeAlso({"stop", "exit codes"})
final class Quit implements ShellCommand {
    private final Session session;

    Quit(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        session.end();
        return Answer.silent();
    }
}
