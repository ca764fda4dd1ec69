package dev.jobber.shell.command.job;

import dev.jobber.job.Jobber;
import dev.jobber.job.identity.RunningJob;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ExitErrors;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `running [--type TYPE]`: a select on the registry
@Command(name = "running", description = "Lists the running jobs of a type, or all, by id.")
@Example(value = "start-job good; running", does = "lists the jobs that run")
@Example(
        value = "start-job good --type mail; running --type mail",
        does = "lists those of type mail")
@InOtp("Registry.select/2 on JobRegistry, for one type or for all.")
@SeeAlso({"jobs", "running-imports"})
final class Running extends ListCommand<RunningJob> {
    static final Columns<RunningJob> COLUMNS =
            Columns.<RunningJob>of(
                    Column.text("id", RunningJob::id),
                    Column.text("pid", job -> job.pid().toString()),
                    Column.optional("type", RunningJob::type));

    private final Session session;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only jobs of this type.")
    private Optional<String> type = Optional.empty();

    Running(Session session) {
        this.session = session;
    }

    @Override
    public Columns<RunningJob> columns() {
        return COLUMNS;
    }

    @Override
    protected Optional<String> remark() {
        return type.flatMap(session.guesses()::type);
    }

    @Override
    public Answer run() {
        Jobber jobber = session.observer().jobber();
        return answer(registered(() -> type.map(jobber::running).orElseGet(jobber::running)));
    }

    /// The jobs that a look into the registry of jobs finds.
    static Stream<RunningJob> registered(Supplier<List<RunningJob>> jobs) {
        try {
            return jobs.get().stream();
        } catch (IllegalArgumentException noRegistry) {
            throw new ShellException(
                    new UserError(
                            ErrorCode.NOPROC,
                            "the registry of jobs does not run: " + noRegistry.getMessage(),
                            ExitErrors.START_AGAIN));
        }
    }
}
