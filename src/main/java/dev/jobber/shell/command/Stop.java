package dev.jobber.shell.command;

import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Invocation;
import dev.jobber.otp.Pid;
import dev.jobber.shell.Answer;
import dev.jobber.shell.ErrorCode;
import dev.jobber.shell.Example;
import dev.jobber.shell.Fault;
import dev.jobber.shell.Patience;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import java.time.Duration;
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

    /// How long it waits without a word.
    private static final Duration SILENT = Duration.ofSeconds(1);

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
        try {
            stop(pid);
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

    /// At a prompt the user is told after a second what is waited for.
    private void stop(Pid pid) {
        if (session.prompt().isEmpty() || timeout.most().compareTo(SILENT) <= 0) {
            GenServer.stop(pid, reason, timeout.most());
            return;
        }
        try {
            GenServer.stop(pid, reason, SILENT);
        } catch (ExitException late) {
            if (!isTimeout(late)) {
                throw late;
            }
            session.log()
                    .print(
                            "waiting for "
                                    + pid
                                    + " to end: it does first what it was asked before; 'kill "
                                    + pid
                                    + "' ends it now, Ctrl-C stops the waiting");
            stopOnceMore(pid);
        }
    }

    /// Where the process has ended meanwhile, the first request has done it.
    private void stopOnceMore(Pid pid) {
        try {
            var left =
                    timeout.equals(Patience.INFINITY)
                            ? timeout.most()
                            : timeout.most().minus(SILENT);
            GenServer.stop(pid, reason, left);
        } catch (ExitException gone) {
            if (pid.isAlive()) {
                throw gone;
            }
        }
    }

    private static boolean isTimeout(ExitException exit) {
        return exit.reason() instanceof ExitReason.CallFailed(ExitReason why, Invocation _)
                && why.equals(ExitReason.TIMEOUT);
    }
}
