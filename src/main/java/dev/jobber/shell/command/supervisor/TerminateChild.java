package dev.jobber.shell.command.supervisor;

import dev.jobber.observer.Observer;
import dev.jobber.observer.SupervisorLookup;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Supervisor;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `terminate-child SUP ID`: `terminate_child/2`
@Command(
        name = "terminate-child",
        description = {
            "Stops a child and waits until it is gone.",
            "A supervisor whose children have ids keeps the id of the child."
        })
@Example(
        value = "job = start-job good; terminate-child JobRunner $job",
        does = "stops a job and its supervisor")
@Example(
        value = "job = start-job good; terminate-child $job Job; which-children $job",
        does = "stops a job, and keeps its supervisor")
@InOtp("Supervisor.terminate_child/2 and DynamicSupervisor.terminate_child/2.")
@SeeAlso({"restart-child", "delete-child", "stop"})
final class TerminateChild implements ShellCommand {
    private final Session session;

    @Parameters(index = "0", paramLabel = "SUP", description = "A supervisor's pid or name.")
    private String supervisor = "";

    @Parameters(
            index = "1",
            paramLabel = "CHILD",
            description = "Its id, as which-children shows, its pid, or the id of a job.")
    private String child = "";

    TerminateChild(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        Observer observer = session.observer();
        SupervisorLookup supervisors = observer.supervisors();
        Pid pid = session.targets().supervisor(supervisor);
        String task = "stop " + child + " and wait until it is gone";
        if (!supervisors.isDynamic(pid)) {
            Object id =
                    supervisors
                            .child(pid, child)
                            .orElseThrow(() ->
                                    ChildAnswers.notFound(child, supervisor, supervisors.ids(pid)));
            session.targets().asks(supervisor, pid, task);
            observer.processes().find(child).ifPresent(observer::asksForEnd);
            return ChildAnswers.answer(
                    Supervisor.terminateChild(pid, id), child + " of " + pid + " has ended");
        }
        session.targets().asks(supervisor, pid, task);
        for (Pid candidate : candidates()) {
            if (observer.supervisorAbove(candidate).equals(Optional.of(pid))) {
                observer.asksForEnd(candidate);
            }
            if (DynamicSupervisor.terminateChild(pid, candidate) instanceof Supervisor.Outcome.Ok) {
                return Answer.ok(candidate + " has ended");
            }
        }
        throw ChildAnswers.notFound(child, supervisor, session.targets().ids());
    }

    /// The process that is meant, and where it is a job its supervisor, which is the child then.
    private List<Pid> candidates() {
        Observer observer = session.observer();
        return Stream.concat(
                        observer.processes().find(child).stream(),
                        observer.supervisorOf(child).stream())
                .toList();
    }
}
