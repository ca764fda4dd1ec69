package dev.jobber.shell.command.session;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Scripts;
import picocli.CommandLine.Command;

/// `reload`
@Command(
        name = "reload",
        description = {"Reads the rc file again.", "Running jobs keep their old definitions."})
@Example(value = "reload", does = "reads it again, after you have changed it")
final class Reload implements ShellCommand {
    private final Scripts scripts;

    Reload(Scripts scripts) {
        this.scripts = scripts;
    }

    @Override
    public Answer run() {
        return switch (scripts.runRc()) {
            case Answer.Ok _ -> Answer.of(Value.nothing(), scripts.rc().orElse("") + " read");
            case Answer.Failed failed -> failed;
        };
    }
}
