package dev.jobber.shell.command.process;

import dev.jobber.otp.Pid;
import dev.jobber.otp.Sys;
import dev.jobber.sender.SendServer;
import dev.jobber.shell.command.sender.Senders;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Values;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `get-state PID`: `GenServer.call(pid, :get_state)`, `:sys.get_status/1`: what a server hides
/// with formatStatus stays hidden
@Command(
        name = "get-state",
        description = {
            "Shows the state of a process.",
            "The process handles earlier messages first, and has 5 s to answer."
        })
@Example(value = "sender = start-sender; get-state $sender", does = "shows a sender's e-mails")
@Example(
        value = "start-job sim --error --id a; get-state a",
        does = "shows the state of a job that waits to be tried again")
@InOtp("GenServer.call(pid, :get_state) for a sender, :sys.get_state/1 for any other process.")
@SeeAlso({"info", "start-sender"})
final class GetState implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "PID", description = "A pid, a registered name or a job's id.")
    private String target = "";

    GetState(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        Pid pid = session.targets().process(target);
        Object state =
                Senders.isSender(session, pid)
                        ? SendServer.getState(pid)
                        : Sys.getStatus(pid).state();
        return new Answer.Ok(Values.of(state), Values.rendering(state));
    }
}
