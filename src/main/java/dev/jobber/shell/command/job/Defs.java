package dev.jobber.shell.command.job;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
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
final class Defs implements ShellCommand {
    private final Session session;

    Defs(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        return Answer.of(
                new Value.Rows(session.definitions().all().stream().map(Defs::row).toList()));
    }

    private static Value row(Definition definition) {
        return Value.Fields.none()
                .with("name", definition.name())
                .with("kind", definition.kind().word())
                .with("line", definition.line());
    }
}
