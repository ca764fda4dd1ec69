package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.Check;
import dev.jobber.shell.ErrorCode;
import dev.jobber.shell.Example;
import dev.jobber.shell.Fault;
import dev.jobber.shell.Names;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import dev.jobber.shell.ShellException;
import dev.jobber.shell.Suggestions;
import dev.jobber.shell.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `undefine NAME`
@Command(
        name = "undefine",
        description = {
            "Forgets a job that is defined.",
            "Jobs that run keep what they were started with."
        })
@Example(value = "undefine doomed; defs", does = "forgets doomed, and lists the other jobs")
final class Undefine implements ShellCommand {

    private final Session session;

    @Parameters(paramLabel = "JOB", description = "The name of the job, as 'defs' shows it.")
    private String name = "";

    Undefine(Session session) {
        this.session = session;
    }

    @Override
    public void check(Check check) {
        if (!check.isKnown(name)) {
            return;
        }
        if (check.names().jobs().contains(name)) {
            check.undefines(name);
        } else {
            check.problem(name, unknown(check.names()));
        }
    }

    private Fault unknown(Names names) {
        return new Fault(
                ErrorCode.UNKNOWN_JOB,
                "unknown job '" + name + "'",
                Suggestions.hint(name, names.jobs(), "'defs' lists the jobs that are defined"));
    }

    @Override
    public Answer run() {
        var forgotten =
                session.definitions()
                        .undefine(name)
                        .orElseThrow(() -> new ShellException(unknown(session.definitions())));
        return Answer.of(
                Value.Fields.none().with("name", name).with("kind", forgotten.kind().word()),
                "ok " + name + " is defined no more; it was: " + forgotten.line());
    }
}
