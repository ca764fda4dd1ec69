package dev.jobber.shell.command.schedule;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import java.util.function.Supplier;

/// Commands that start jobs at times.
public final class ScheduleCommands {
    private ScheduleCommands() {}

    /// @param scripts finds files, for commands that have been created
    public static CommandGroup of(Session session, Supplier<Scripts> scripts) {
        return CommandGroup.of(
                "Schedules",
                command("at", () -> new At(new ScheduleLine(session, scripts.get()))),
                command("every", () -> new Every(new ScheduleLine(session, scripts.get()))),
                command("cron", () -> new Cron(new ScheduleLine(session, scripts.get()))),
                command("schedules", () -> new Schedules(session)),
                command("unschedule", () -> new Unschedule(session)),
                command("cron-next", () -> new CronNext(session)));
    }
}
