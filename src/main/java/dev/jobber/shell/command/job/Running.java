package dev.jobber.shell.command.job;

import dev.jobber.job.Jobber;
import dev.jobber.job.RunningJob;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ExitErrors;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.result.Values;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `running [--type TYPE]`: a select on the registry
@Command(name = "running", description = "Lists the running jobs of a type, or all, by id.")
@Example(value = "start-job good; running", does = "lists the jobs that run")
@Example(
        value = "start-job good --type mail; running --type mail",
        does = "lists those of type mail")
final class Running implements ShellCommand {
    private final Session session;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only jobs of this type.")
    private Optional<String> type = Optional.empty();

    Running(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        Jobber jobber = session.observer().jobber();
        return answer(() -> type.map(jobber::running).orElseGet(jobber::running));
    }

    static Answer answer(Supplier<List<RunningJob>> jobs) {
        try {
            return Answer.of(new Value.Rows(jobs.get().stream().map(Values::of).toList()));
        } catch (IllegalArgumentException noRegistry) {
            throw new ShellException(
                    new UserError(
                            ErrorCode.NOPROC,
                            "the registry of jobs does not run: " + noRegistry.getMessage(),
                            ExitErrors.START_AGAIN));
        }
    }
}
