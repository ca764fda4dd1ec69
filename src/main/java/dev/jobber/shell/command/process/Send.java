package dev.jobber.shell.command.process;

import dev.jobber.observer.ProcessLookup;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `send PID WORDS…`: `send/2`
@Command(
        name = "send",
        description = {
            "Sends a process a message, and does not wait.",
            "The message is a text: the words, with a blank between them. A server gets it in handle_info."
        })
@Example(value = "send self hello; flush", does = "sends the shell a message, and shows that")
@Example(
        value = "server = start-server; send $server ping",
        does = "sends a server a message, which it does not expect")
@InOtp("send/2.")
@SeeAlso({"self", "flush", "values"})
final class Send implements ShellCommand {
    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "PID",
            description = "A pid, a registered name, a job's id, or self.")
    private String target = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "WORD",
            description = "The message; words that begin with - come after --.")
    private List<String> words = List.of();

    Send(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        Optional<Pid> found = session.targets().find(target);
        if (found.isEmpty() && ProcessLookup.isPid(target)) {
            // A message to a dead pid has no effect, and that is no error.
            return Answer.ok(ProcessLookup.pid(target) + " is not alive: the message was dropped");
        }
        Pid pid = found.orElseGet(() -> session.targets().process(target));
        Process.send(pid, String.join(" ", words));
        return Answer.ok(pid + " was sent the message");
    }
}
