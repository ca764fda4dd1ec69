package dev.jobber.shell.command;

import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Invocation;
import dev.jobber.shell.Answer;
import dev.jobber.shell.ErrorCode;
import dev.jobber.shell.Example;
import dev.jobber.shell.Fault;
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
            "It first does what it was asked before, then its terminate callback runs.",
            "With --timeout it is waited for only so long; it then ends later, or 'kill' ends it now."
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
        session.targets().awaitsEnd(target, pid);
        try {
            GenServer.stop(pid, reason, timeout.most());
        } catch (ExitException late) {
            if (!isTimeout(late)) {
                throw late;
            }
            return Answer.failed(
                    new Fault(
                            ErrorCode.TIMEOUT,
                            "expected " + pid + " to end within " + timeout + ", got: it is busy",
                            "it ends when it has done what it does; 'kill "
                                    + pid
                                    + "' ends it now"));
        }
        return Answer.ok(pid + " has ended");
    }

    private static boolean isTimeout(ExitException exit) {
        return exit.reason() instanceof ExitReason.CallFailed(ExitReason why, Invocation _)
                && why.equals(ExitReason.TIMEOUT);
    }
}
