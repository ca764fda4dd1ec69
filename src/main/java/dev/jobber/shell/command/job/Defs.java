package dev.jobber.shell.command.job;

import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Definitions.Definition;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;

/// `defs`
@Command(
        name = "defs",
        description = {
            "Lists the jobs that are defined, by name.",
            "'start-job NAME' starts one. Line is the line that defines it, wherever it was read: entered again, it defines the same job."
        })
@Example(value = "defs", does = "lists good, bad and doomed of jobber.rc")
@Example(
        value = "define-job sim slow --sleep 1m --ok; x = defs; echo $x[0].line",
        does = "shows the line that defines the first of them")
@InOtp("binding/0 of IEx, for jobs.")
@SeeAlso({"define-job", "start-job", "kinds"})
final class Defs extends ListCommand<Definition> {
    private static final Columns<Definition> COLUMNS =
            Columns.<Definition>of(
                    Column.text("name", Definition::name),
                    Column.text("kind", definition -> definition.kind().word()),
                    Column.text("line", Definition::line));

    private final Session session;

    Defs(Session session) {
        this.session = session;
    }

    @Override
    public Columns<Definition> columns() {
        return COLUMNS;
    }

    @Override
    public Answer run() {
        return answer(session.definitions().all().stream());
    }
}
