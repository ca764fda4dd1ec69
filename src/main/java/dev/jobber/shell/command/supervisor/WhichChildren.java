package dev.jobber.shell.command.supervisor;

import dev.jobber.observer.SupervisorLookup;
import dev.jobber.otp.Supervisor;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Values;
import dev.jobber.shell.session.Session;
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
@InOtp("DynamicSupervisor.which_children/1 and Supervisor.which_children/1.")
@SeeAlso({"count-children", "tree", "terminate-child", "variables"})
final class WhichChildren extends ListCommand<Supervisor.Child> {
    private static final Columns<Supervisor.Child> COLUMNS =
            Columns.<Supervisor.Child>of(
                            Column.text("id", SupervisorLookup::id),
                            Column.text("pid", SupervisorLookup::state),
                            Column.text(
                                    "type", child -> child.type().name().toLowerCase(Locale.ROOT)),
                            Column.<Supervisor.Child>of(
                                    "modules", child -> Values.of(child.modules())))
                    .leavingOut("modules", "type");

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
    public Columns<Supervisor.Child> columns() {
        return COLUMNS;
    }

    @Override
    public Answer run() {
        return answer(Supervisor.whichChildren(session.targets().supervisor(supervisor)).stream());
    }
}
