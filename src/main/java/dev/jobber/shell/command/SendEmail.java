package dev.jobber.shell.command;

import dev.jobber.sender.SendServer;
import dev.jobber.shell.Answer;
import dev.jobber.shell.Example;
import dev.jobber.shell.Processes;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
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
        var found = Senders.find(session, sender);
        found.ifPresent(pid -> SendServer.send(pid, address));
        return Answer.ok(
                found.map(pid -> pid + " was given an e-mail to " + address)
                        .orElseGet(() ->
                                Processes.pid(sender) + " is not alive, the e-mail went nowhere"));
    }
}
