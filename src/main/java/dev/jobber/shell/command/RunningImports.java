package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.Example;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import picocli.CommandLine.Command;

/// `running-imports`: `Jobber.running_imports/0`
@Command(name = "running-imports", description = "Lists the running jobs of type import, by id.")
@Example(value = "start-job good --type import; running-imports", does = "lists one job")
final class RunningImports implements ShellCommand {

    private final Session session;

    RunningImports(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        return Running.answer(session.engine().jobber()::runningImports);
    }
}
