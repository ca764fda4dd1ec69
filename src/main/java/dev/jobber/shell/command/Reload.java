package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.Example;
import dev.jobber.shell.Scripts;
import dev.jobber.shell.ShellCommand;
import dev.jobber.shell.Value;
import picocli.CommandLine.Command;

/// `reload`
@Command(
        name = "reload",
        description = {
            "Reads the rc file again.",
            "Jobs that run keep what they were started with."
        })
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
