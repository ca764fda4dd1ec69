package dev.jobber.shell.command.supervisor;

import dev.jobber.observer.SupervisorLookup;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Supervisor;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `restart-child SUP ID`: `restart_child/2`
@Command(
        name = "restart-child",
        description = "Starts a child that does not run, and that its supervisor still knows.")
@Example(
        value = "job = start-job good --sleep 0s; await; restart-child $job Job",
        does = "runs a job that is done once more")
@Example(
        value = "job = start-job good; terminate-child $job Job; restart-child $job Job",
        does = "stops a job, and starts it again under the same supervisor")
@InOtp("Supervisor.restart_child/2.")
@SeeAlso({"terminate-child", "delete-child", "restarts"})
final class RestartChild implements ShellCommand {
    private final Session session;

    @Parameters(index = "0", paramLabel = "SUP", description = "A supervisor's pid or name.")
    private String supervisor = "";

    @Parameters(
            index = "1",
            paramLabel = "ID",
            description = "What the supervisor calls it, as which-children shows.")
    private String child = "";

    RestartChild(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        SupervisorLookup supervisors = session.observer().supervisors();
        Pid pid = session.targets().supervisor(supervisor);
        if (supervisors.isDynamic(pid)) {
            throw ChildAnswers.noIds(supervisor);
        }
        Object id =
                supervisors
                        .child(pid, child)
                        .orElseThrow(() ->
                                ChildAnswers.notFound(child, supervisor, supervisors.ids(pid)));
        session.targets().asks(supervisor, pid, "start " + child);
        return ChildAnswers.answer(Supervisor.restartChild(pid, id));
    }
}
