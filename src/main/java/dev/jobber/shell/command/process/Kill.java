package dev.jobber.shell.command.process;

import dev.jobber.job.durable.Order;
import dev.jobber.observer.Fall;
import dev.jobber.observer.ProcessLookup;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.shell.parse.Converters;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.Targets;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kill PID [REASON]`: `Process.exit/2`
@Command(
        name = "kill",
        description = {
            "Sends a process an exit signal, and does not wait.",
            "Reason kill ends any process. Other reasons end a process that does not trap exits; normal ends none.",
            "A job that waits to start is cancelled.",
            "If other processes end with it, and you entered the command at the prompt, you are asked first."
        })
@Example(
        value = "job = start-job good; kill $job",
        does = "kills a job's supervisor, and the job with it")
@Example(value = "kill JobRunner boom", does = "sends JobRunner the reason boom")
@InOtp("Process.exit/2.")
@SeeAlso({"stop", "restarts", "values"})
final class Kill implements ShellCommand {
    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "PID",
            description = "A pid, a registered name or a job's id.")
    private String target = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "REASON",
            completionCandidates = Converters.Reasons.class,
            description = "kill is the default.")
    private ExitReason reason = ExitReason.KILL;

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask first if other processes end with it.")
    private boolean yes;

    Kill(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        Optional<Answer> waiting =
                session.targets()
                        .cancel(target)
                        .or(() -> session.targets().elsewhere(target, Order.KILL, Targets.REMOTE));
        if (waiting.isPresent()) {
            return waiting.get();
        }
        Optional<Pid> found = session.targets().find(target);
        if (found.isEmpty() && ProcessLookup.isPid(target)) {
            // A signal to a dead pid has no effect, and that is no error.
            return Answer.ok(ProcessLookup.pid(target) + " is not alive: the signal was dropped");
        }
        Pid pid = found.orElseGet(() -> session.targets().process(target));
        if (!yes && ends(pid) && !session.targets().mayEnd("kills", pid, Fall.Ending.ABNORMAL)) {
            return Targets.declined(pid, "killed");
        }
        session.observer().asksForEnd(pid);
        Process.exit(pid, reason);
        return Answer.ok(pid + " was sent " + reason);
    }

    /// Whether the signal ends the process.
    private boolean ends(Pid pid) {
        return reason.equals(ExitReason.KILL)
                || !reason.equals(ExitReason.NORMAL)
                        && session.observer()
                                .node()
                                .info(pid)
                                .filter(info -> !info.trapExit())
                                .isPresent();
    }
}
