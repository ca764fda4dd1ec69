package dev.jobber.shell.command.job;

import dev.jobber.job.identity.RunningJob;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;

/// `running-imports`: `Jobber.running_imports/0`
@Command(name = "running-imports", description = "Lists the running jobs of type import, by id.")
@Example(value = "start-job good --type import; running-imports", does = "lists one job")
@Example(
        value = "start-job good --type import; x = running-imports; kill $x[0].pid",
        does = "kills the first of them")
@InOtp(
        "Jobber.running_imports/0 of the document: Registry.select/2 on JobRegistry for the type import.")
@SeeAlso({"running", "limit", "quotas"})
final class RunningImports extends ListCommand<RunningJob> {
    private final Session session;

    RunningImports(Session session) {
        this.session = session;
    }

    @Override
    public Columns<RunningJob> columns() {
        return Running.COLUMNS;
    }

    @Override
    public Answer run() {
        return answer(Running.registered(session.observer().jobber()::runningImports));
    }
}
