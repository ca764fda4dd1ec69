package dev.jobber.shell.command.process;

import dev.jobber.otp.Pid;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;

/// `self`: `self/0` in IEx
@Command(
        name = "self",
        description = {
            "Shows the pid of the shell's own process.",
            "It traps exits, and keeps the messages that come to it: 'flush' shows them. The word self means it where a PID is taken. "
                    + "If it ends, another one is started."
        })
@Example(value = "self", does = "shows its pid")
@Example(value = "me = self; send $me hello; flush", does = "sends it a message, and shows that")
@InOtp("self/0 of IEx.")
@SeeAlso({"send", "flush", "monitor", "pids"})
final class Self implements ShellCommand {
    private final Session session;

    Self(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        Pid pid = session.process().pid();
        return Answer.of(Value.Fields.none().with("pid", pid.toString()), pid.toString());
    }
}
