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
import picocli.CommandLine.Parameters;

/// `kick ID`
@Command(
        name = "kick",
        description = {
            "Ends the visit of an attached terminal or script.",
            "Its command is cancelled, and it is told why. The tree and its jobs go on."
        })
@Example(value = "kick 1", does = "ends the first visit", attached = true)
@Example(
        value = "who; kick 1",
        does = "shows who is attached, and ends the first visit",
        attached = true)
@InOtp("Process.exit/2 on the group leader of a remote shell.")
@SeeAlso({"who", "detach"})
final class Kick implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The number of the visit, as 'who' shows it.")
    private int id;

    Kick(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        return session.tree().visitors().kick(id, "another terminal has ended this visit")
                ? Answer.ok("visit " + id + " has ended")
                : Answer.failed(
                        new UserError(
                                ErrorCode.NOT_FOUND,
                                "there is no visit " + id,
                                "'who' lists the visits"));
    }
}
