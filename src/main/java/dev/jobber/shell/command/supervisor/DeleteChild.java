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

/// `delete-child SUP ID`: `delete_child/2`
@Command(
        name = "delete-child",
        description = "Makes a supervisor forget a child that does not run.")
@Example(
        value = "job = start-job good --sleep 0s; await; delete-child $job Job",
        does = "forgets a job that is done")
@Example(
        value = "job = start-job good; terminate-child $job Job; delete-child $job Job",
        does = "stops a job, and has its supervisor forget it")
@InOtp("Supervisor.delete_child/2.")
@SeeAlso({"terminate-child", "restart-child"})
final class DeleteChild implements ShellCommand {
    private final Session session;

    @Parameters(index = "0", paramLabel = "SUP", description = "A supervisor's pid or name.")
    private String supervisor = "";

    @Parameters(
            index = "1",
            paramLabel = "ID",
            description = "What the supervisor calls it, as which-children shows.")
    private String child = "";

    DeleteChild(Session session) {
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
        session.targets().asks(supervisor, pid, "forget " + child);
        return ChildAnswers.answer(
                Supervisor.deleteChild(pid, id), child + " is forgotten by " + pid);
    }
}
