package dev.jobber.shell.command.job;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import java.util.function.Supplier;

/// Commands that define, start and watch jobs.
public final class JobCommands {
    private JobCommands() {}

    /// @param scripts finds files, for commands that have been created
    public static CommandGroup of(Session session, Supplier<Scripts> scripts) {
        return CommandGroup.of(
                "Jobs",
                command("define-job", () -> new DefineJob(session, scripts.get())),
                command("undefine", () -> new Undefine(session)),
                command("defs", () -> new Defs(session)),
                command("start-job", () -> new StartJob(session, scripts.get())),
                command("eval", () -> new Eval(session)),
                command("jobs", () -> new Jobs(session)),
                command("job", () -> new ShowJob(session)),
                command("output", () -> new ShowOutput(session)),
                command("await", () -> new Await(session)),
                command("running-imports", () -> new RunningImports(session)),
                command("running", () -> new Running(session)));
    }
}
