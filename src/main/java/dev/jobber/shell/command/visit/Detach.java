package dev.jobber.shell.command.visit;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;

/// `detach`
@Command(
        name = "detach",
        description = {
            "Ends the visit of this terminal; the tree goes on.",
            "In an attached shell, quit and Ctrl-D do the same."
        })
@Example(value = "detach", does = "leaves the tree to itself", attached = true)
@Example(
        value = "start-job good; detach",
        does = "starts a job, which goes on without this terminal",
        attached = true)
@InOtp("Ctrl-G and q in a remote shell.")
@SeeAlso({"who", "shutdown"})
final class Detach implements ShellCommand {
    private final Session session;

    Detach(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        if (!session.role().isVisit()) {
            return Answer.failed(
                    new UserError(
                            new ErrorCode("not_attached"),
                            "the tree belongs to this terminal and cannot be left",
                            "'quit' ends both; start the tree with 'jobber daemon --name NAME' to"
                                    + " attach and detach"));
        }
        session.end();
        return Answer.silent();
    }
}
