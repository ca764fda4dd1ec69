package dev.jobber.shell.command;

import static dev.jobber.shell.CommandGroup.command;

import dev.jobber.shell.CommandGroup;
import dev.jobber.shell.Session;

/// Commands that define, start, limit and watch jobs.
final class JobCommands {

    private JobCommands() {}

    static CommandGroup of(Session session) {
        return CommandGroup.of(
                "Jobs",
                command("define-job", () -> new DefineJob(session)),
                command("undefine", () -> new Undefine(session)),
                command("defs", () -> new Defs(session)),
                command("start-job", () -> new StartJob(session)),
                command("jobs", () -> new Jobs(session)),
                command("await", () -> new Await(session)),
                command("running-imports", () -> new RunningImports(session)),
                command("running", () -> new Running(session)),
                command("limit", () -> new Limit(session)));
    }
}
