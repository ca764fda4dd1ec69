package dev.jobber.shell.command.schedule;

import dev.jobber.job.schedule.Timing;
import dev.jobber.shell.parse.CommandForm;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Times;
import dev.jobber.shell.result.UserError;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `at TIME START…`
@Command(
        name = "at",
        customSynopsis = "at TIME [OPTIONS] START",
        description = {
            "Starts a job once, at a time.",
            "The schedule ends with the program, or is kept in its store; 'schedules' lists it."
        })
@Example(value = "at +10m good", does = "starts good in ten minutes")
@Example(
        value = "at tomorrow 09:00 sh --type report -- echo 'good morning'",
        does = "runs a program tomorrow")
@Example(
        value = "at 2099-12-31T23:59:00+01:00 --name newyear good",
        does = "starts good at a time of another time zone")
@InOtp("Process.send_after/4 in the process JobScheduler.")
@SeeAlso({"every", "cron", "schedules", "times"})
final class At implements ShellCommand {
    /// Stands for the next one: today's, or tomorrow's when that has passed.
    private static final Pattern TIME_OF_DAY = Pattern.compile("[0-9]{1,2}:[0-9:]+");

    private final ScheduleLine line;

    @Parameters(
            index = "0",
            paramLabel = "TIME",
            description =
                    "15:30 (the next one), tomorrow 09:00, 2026-12-01T15:30, the same with an offset or a zone, or +10m from now.")
    private String time = "";

    private final TimeOfDay timeOfDay = new TimeOfDay();

    /// The time of the day, where `tomorrow` or `today` is a word of its own.
    private static final class TimeOfDay {
        @Parameters(paramLabel = "TIME", description = "The time of that day.")
        private String text = "";
    }

    At(ScheduleLine line) {
        this.line = line;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        List<String> words = ScheduleOptions.without(arguments);
        boolean isDay =
                words.size() > 1 && Times.isDay(words.getFirst()) && words.get(1).contains(":");
        if (isDay) {
            form.addOptions(timeOfDay);
        }
        line.prepare(form, new ScheduleLine.Head("at", isDay ? 2 : 1), arguments, names);
    }

    @Override
    public void validate(Validation validation) {
        if (validation.isKnown(written())) {
            try {
                var _ = timing();
            } catch (ShellException wrong) {
                validation.problem(time, wrong.error());
            }
        }
        line.validate(validation);
    }

    private String written() {
        return timeOfDay.text.isEmpty() ? time : time + " " + timeOfDay.text;
    }

    private Timing timing() {
        ZonedDateTime now = line.session().now();
        ZonedDateTime at = Times.parse(written(), now);
        if (!at.isAfter(now) && TIME_OF_DAY.matcher(written()).matches()) {
            at = Times.parse("tomorrow " + written(), now);
        }
        if (!at.isAfter(now)) {
            throw new ShellException(
                    UserError.usage(
                            "the time "
                                    + written()
                                    + " has passed: it is "
                                    + Times.shownWithZone(now.toInstant(), now.getZone())
                                    + " now",
                            written().startsWith("today")
                                    ? "'"
                                            + written().replaceFirst("^today", "tomorrow")
                                            + "' is next"
                                    : "write a time to come, or +10m from now"));
        }
        return new Timing.At(at.toInstant(), at.getZone());
    }

    @Override
    public boolean startsSomething() {
        return true;
    }

    @Override
    public Answer run() {
        return line.add(timing());
    }
}
