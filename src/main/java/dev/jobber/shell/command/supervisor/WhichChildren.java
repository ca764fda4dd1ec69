package dev.jobber.shell.command.supervisor;

import dev.jobber.observer.SupervisorLookup;
import dev.jobber.otp.Supervisor;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.result.Values;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `which-children [SUP]`: `which_children/1`
@Command(name = "which-children", description = "Lists the children of a supervisor.")
@Example(
        value = "start-job good; which-children",
        does = "lists JobRunner's children: the supervisor of the job")
@Example(
        value = "start-job good --sleep 0s; await; x = which-children; stop $x[0].pid",
        does = "finds the supervisor of a job that is done, and stops it")
final class WhichChildren implements ShellCommand {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "SUP",
            defaultValue = ChildAnswers.DEFAULT,
            description = "A supervisor's pid or name; ${DEFAULT-VALUE} if you name none.")
    private String supervisor = ChildAnswers.DEFAULT;

    WhichChildren(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        List<Supervisor.Child> children =
                Supervisor.whichChildren(session.targets().supervisor(supervisor));
        return Answer.of(new Value.Rows(children.stream().map(WhichChildren::row).toList()));
    }

    private static Value row(Supervisor.Child child) {
        return Value.Fields.none()
                .with("id", SupervisorLookup.id(child))
                .with("pid", SupervisorLookup.state(child))
                .with("type", child.type().name().toLowerCase(Locale.ROOT))
                .with("modules", Values.of(child.modules()));
    }
}
