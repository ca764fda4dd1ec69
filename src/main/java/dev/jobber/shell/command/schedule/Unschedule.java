package dev.jobber.shell.command.schedule;

import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `unschedule NAME`
@Command(
        name = "unschedule",
        description = {"Removes a schedule.", "Its runs go on; runs that wait are dropped."})
@Example(value = "every 5m good; unschedule good", does = "removes the schedule good")
@Example(
        value = "every 5m good --name five; unschedule five; schedules",
        does = "removes it, and lists the others")
@InOtp("Process.cancel_timer/1 in the process JobScheduler.")
@SeeAlso({"schedules", "every", "cron", "at"})
final class Unschedule implements ShellCommand {
    private final Session session;

    @Parameters(
            paramLabel = "SCHEDULE",
            description = "The name of the schedule, as 'schedules' shows it.")
    private String name = "";

    Unschedule(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        ScheduleInfo removed = session.schedules().remove(name).orElseThrow(this::unknown);
        return Answer.ok(name + " is scheduled no more; it was: " + removed.spec());
    }

    private ShellException unknown() {
        return new ShellException(
                new UserError(
                        ErrorCode.NOT_FOUND,
                        "unknown schedule '" + name + "'",
                        DidYouMean.hint(
                                name, session.schedules().names(), "'schedules' lists them")));
    }
}
