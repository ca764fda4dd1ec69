package dev.jobber.shell.command.job;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Definitions;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `undefine NAME`
@Command(
        name = "undefine",
        description = {"Forgets a job that is defined.", "Running jobs go on."})
@Example(value = "undefine doomed; defs", does = "forgets doomed, and lists the other jobs")
@Example(value = "define-job sim once --ok; undefine once", does = "defines a job, and forgets it")
@InOtp("Takes a binding of .iex.exs away, which IEx cannot do.")
@SeeAlso({"define-job", "defs"})
final class Undefine implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "JOB", description = "The name of the job, as 'defs' shows it.")
    private String name = "";

    Undefine(Session session) {
        this.session = session;
    }

    @Override
    public void validate(Validation validation) {
        if (!validation.isKnown(name)) {
            return;
        }
        if (validation.names().jobs().contains(name)) {
            validation.undefines(name);
        } else {
            validation.problem(name, unknown(validation.names()));
        }
    }

    private UserError unknown(JobNames names) {
        return new UserError(
                ErrorCode.UNKNOWN_JOB,
                "unknown job '" + name + "'",
                DidYouMean.hint(name, names.jobs(), "'defs' lists the jobs that are defined"));
    }

    @Override
    public Answer run() {
        Definitions.Definition forgotten =
                session.definitions()
                        .undefine(name)
                        .orElseThrow(() -> new ShellException(unknown(session.definitions())));
        return Answer.of(
                Value.Fields.none().with("name", name).with("kind", forgotten.kind().word()),
                "ok " + name + " is defined no more; it was: " + forgotten.line());
    }
}
