package dev.jobber.shell.command.store;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `import FILE`
@Command(
        name = "import",
        description = {
            "Reads types, jobs and schedules that 'export' has written.",
            "The file is checked whole first; nothing of it runs if a line is wrong. A job whose id is taken ends it there."
        })
@Example(
        value = "export jobs.rc; import jobs.rc",
        does = "writes what there is, and reads it again")
@Example(
        value = "export a.rc; limit import 9; import a.rc; limit import",
        does = "brings a limit back that was changed since")
@InOtp("OTP has none; Mnesia reads such a file with load_textfile/1.")
@SeeAlso({"export", "source", "jobs"})
final class Import implements ShellCommand {
    private final Session session;
    private final Scripts scripts;

    @Parameters(paramLabel = "FILE", description = "The file.")
    private String file = "";

    Import(Session session, Scripts scripts) {
        this.session = session;
        this.scripts = scripts;
    }

    @Override
    public void validate(Validation validation) {
        if (validation.isKnown(file) && validation.path(file).isPresent()) {
            validation.runs(file);
        }
    }

    @Override
    public Answer run() {
        var _ = StoreCommands.store(session, "import");
        return scripts.run(file);
    }
}
