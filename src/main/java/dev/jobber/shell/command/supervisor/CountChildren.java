package dev.jobber.shell.command.supervisor;

import dev.jobber.otp.Supervisor;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `count-children [SUP]`: `count_children/1`
@Command(name = "count-children", description = "Counts the children of a supervisor.")
@Example(
        value = "start-job good; count-children",
        does = "counts JobRunner's children, of which there is one")
@Example(
        value = "job = start-job good; count-children $job",
        does = "counts the children of a job's supervisor")
@InOtp("DynamicSupervisor.count_children/1 and Supervisor.count_children/1.")
@SeeAlso({"which-children", "tree"})
final class CountChildren implements ShellCommand {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "SUP",
            defaultValue = ChildAnswers.DEFAULT,
            description = "A supervisor's pid or name; ${DEFAULT-VALUE} if you name none.")
    private String supervisor = ChildAnswers.DEFAULT;

    CountChildren(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        Supervisor.ChildCounts counts =
                Supervisor.countChildren(session.targets().supervisor(supervisor));
        Value.Fields value =
                Value.Fields.none()
                        .with("active", counts.active())
                        .with("specs", counts.specs())
                        .with("supervisors", counts.supervisors())
                        .with("workers", counts.workers());
        return Answer.of(
                value,
                "active: "
                        + counts.active()
                        + ", specs: "
                        + counts.specs()
                        + ", supervisors: "
                        + counts.supervisors()
                        + ", workers: "
                        + counts.workers());
    }
}
