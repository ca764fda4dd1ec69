package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.ErrorCode;
import dev.jobber.shell.Example;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import dev.jobber.shell.ShellException;
import dev.jobber.shell.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `whereis NAME|ID|PID`: `Process.whereis/1`
@Command(
        name = "whereis",
        description = "Finds the process of a name or of a job's id; a live pid answers itself.")
@Example(value = "whereis JobRunner", does = "answers JobRunner's pid")
final class Whereis implements ShellCommand {

    private final Session session;

    @Parameters(paramLabel = "PID", description = "A registered name, a job's id or a pid.")
    private String name = "";

    Whereis(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        var pid =
                session.engine()
                        .processes()
                        .find(name)
                        .orElseThrow(() ->
                                new ShellException(
                                        session.targets().missing(ErrorCode.NOT_REGISTERED, name)));
        return Answer.of(Value.Fields.none().with("pid", pid.toString()), pid.toString());
    }
}
