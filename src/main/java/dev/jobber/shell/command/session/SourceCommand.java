package dev.jobber.shell.command.session;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Scripts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `source FILE`
@Command(
        name = "source",
        description = {
            "Runs the lines of a file.",
            "The file is read whole and checked first: if anything is wrong, all errors are reported and nothing runs. "
                    + "After it has run, the results of its lines are shown."
        })
@Example(value = "source jobber.rc", does = "runs the lines of jobber.rc")
@Example(value = "source jobber.rc; defs", does = "runs it, and lists the jobs that it defines")
@InOtp("import_file/1 of IEx.")
@SeeAlso({"reload", "rc file", "scripts"})
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
    public void validate(Validation validation) {
        validation.runs(file);
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        return scripts.run(file);
    }
}
