package dev.jobber.shell.command;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.shell.Answer;
import dev.jobber.shell.Example;
import dev.jobber.shell.Patience;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stop PID`: `GenServer.stop/3`, `Supervisor.stop/3`
@Command(
        name = "stop",
        description = {
            "Asks a process to end, and waits until it has.",
            "It does what it was asked before first, and its terminate callback runs. When the time is over it has not "
                    + "ended, but still will."
        })
@Example(value = "sender = start-sender; stop $sender", does = "stops a sender")
@Example(
        value = "stop JobRunner --reason shutdown",
        does = "stops JobRunner, which is then started again")
final class Stop implements ShellCommand {

    private final Session session;

    @Parameters(paramLabel = "PID", description = "A pid, a registered name or a job's id.")
    private String target = "";

    @Option(
            names = "--reason",
            paramLabel = "R",
            description = "normal (the default), a word, or {shutdown,WORD}.")
    private ExitReason reason = ExitReason.NORMAL;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description = "How long to wait; infinity is the default.")
    private Patience timeout = Patience.INFINITY;

    Stop(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        var pid = session.targets().process(target);
        GenServer.stop(pid, reason, timeout.most());
        return Answer.ok(pid + " has ended");
    }
}
