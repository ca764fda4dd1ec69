package dev.jobber.shell.command.job;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
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
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        return Running.answer(session.observer().jobber()::runningImports);
    }
}
