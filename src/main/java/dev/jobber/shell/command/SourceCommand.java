package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.Check;
import dev.jobber.shell.Example;
import dev.jobber.shell.Scripts;
import dev.jobber.shell.ShellCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `source FILE`
@Command(
        name = "source",
        description = {
            "Runs the lines of a file.",
            "The file is read whole and checked first: if anything is wrong with it, all errors are told and nothing runs. "
                    + "When it has run, what its lines answered is shown."
        })
@Example(value = "source jobber.rc", does = "runs the lines of jobber.rc")
final class SourceCommand implements ShellCommand {

    private final Scripts scripts;

    @Parameters(
            paramLabel = "FILE",
            description = "Its path; within a file, relative to that file.")
    private String file = "";

    SourceCommand(Scripts scripts) {
        this.scripts = scripts;
    }

    @Override
    public void check(Check check) {
        check.runs(file);
    }

    @Override
    public Answer run() {
        return scripts.run(file);
    }
}
