package dev.jobber.shell.command.sender;

import dev.jobber.observer.ProcessLookup;
import dev.jobber.otp.Pid;
import dev.jobber.sender.SendServer;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `send-email PID ADDRESS`: `GenServer.cast(pid, {:send, address})`
@Command(
        name = "send-email",
        description = {
            "Gives a sender an e-mail to send, and does not wait.",
            "E-mail to konnichiwa@world.com always fails."
        })
@Example(
        value = "sender = start-sender; send-email $sender hello@email.com",
        does = "sends an e-mail; 'Email to hello@email.com sent' follows")
@Example(
        value =
                "start-sender --name mailer; send-email mailer konnichiwa@world.com; get-state mailer",
        does = "gives it an e-mail that fails, and shows its state")
@InOtp("GenServer.cast(pid, {:send, address}) of the document.")
@SeeAlso({"start-sender", "get-state"})
final class SendEmail implements ShellCommand {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PID", description = "The sender's pid or name.")
    private String sender = "";

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "Where the e-mail goes.")
    private String address = "";

    SendEmail(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        Optional<Pid> found = Senders.find(session, sender);
        found.ifPresent(pid -> SendServer.send(pid, address));
        return Answer.ok(
                found.map(pid -> pid + " was given an e-mail to " + address)
                        .orElseGet(() ->
                                ProcessLookup.pid(sender)
                                        + " is not alive: the e-mail was dropped"));
    }
}
