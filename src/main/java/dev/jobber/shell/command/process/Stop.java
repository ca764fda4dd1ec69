package dev.jobber.shell.command.process;

import dev.jobber.job.durable.Order;
import dev.jobber.observer.Fall;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import dev.jobber.otp.Pid;
import dev.jobber.shell.parse.Converters;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.TimeLimit;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.Targets;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stop PID`: `GenServer.stop/3`, `Supervisor.stop/3`
@Command(
        name = "stop",
        description = {
            "Asks a process to end, and waits until it has.",
            "The process handles earlier messages first; then its terminate callback runs.",
            "With --timeout the wait is limited; the process then ends later, or 'kill' ends it now.",
            "A job that waits to start is cancelled.",
            "If other processes end with it, and you entered the command at the prompt, you are asked first."
        })
@Example(value = "sender = start-sender; stop $sender", does = "stops a sender")
@Example(
        value = "stop JobRunner --reason shutdown",
        does = "stops JobRunner, which is then started again")
@InOtp("GenServer.stop/3 and Supervisor.stop/3.")
@SeeAlso({"kill", "terminate-child", "cancel"})
final class Stop implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "PID", description = "A pid, a registered name or a job's id.")
    private String target = "";

    @Option(
            names = "--reason",
            paramLabel = "R",
            completionCandidates = Converters.Reasons.class,
            description = "normal (the default), a word, or {shutdown,WORD}.")
    private ExitReason reason = ExitReason.NORMAL;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description = "How long to wait; infinity is the default.")
    private TimeLimit timeout = TimeLimit.INFINITY;

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask first if other processes end with it.")
    private boolean yes;

    Stop(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        Optional<Answer> waiting =
                session.targets()
                        .cancel(target)
                        .or(() -> session.targets().elsewhere(target, Order.STOP, timeout.most()));
        if (waiting.isPresent()) {
            return waiting.get();
        }
        Pid pid = session.targets().process(target);
        if (!yes && !session.targets().mayEnd("stops", pid, Fall.Ending.of(reason))) {
            return Targets.declined(pid, "stopped");
        }
        Optional<Pid> supervisor = session.observer().supervisorAbove(pid);
        session.targets().awaitsEnd(target, pid);
        session.observer().asksForEnd(pid);
        try {
            session.observer().stop(pid, reason, timeout.most());
        } catch (ExitException late) {
            if (!isTimeout(late)) {
                throw late;
            }
            return Answer.failed(
                    new UserError(
                            ErrorCode.TIMEOUT,
                            pid + " did not end within " + timeout + ": it is busy",
                            "it ends after its present work; 'kill " + pid + "' ends it now"));
        }
        supervisor.ifPresent(session.observer()::untilItHasDealtWithEnds);
        return Answer.ok(pid + " has ended");
    }

    private static boolean isTimeout(ExitException exit) {
        return exit.reason().equals(ExitReason.TIMEOUT)
                || (exit.reason() instanceof ExitReason.CallFailed(ExitReason why, Invocation _)
                        && why.equals(ExitReason.TIMEOUT));
    }
}
