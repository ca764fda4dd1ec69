package dev.jobber.shell.command.schedule;

import dev.jobber.job.schedule.CronTimes;
import dev.jobber.job.schedule.Timing;
import dev.jobber.shell.parse.CommandForm;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cron 'EXPR' START…`
@Command(
        name = "cron",
        customSynopsis = "cron 'EXPR' [OPTIONS] START",
        description = {
            "Starts a job at the times of a cron expression.",
            "When the clocks are set forward, a fixed hour that they leave out runs then; when they are set back, it runs once. Hours of * and */n follow real time.",
            ScheduleOptions.ENDED_RUNS
        })
@Example(value = "cron '30 2 * * *' good", does = "starts good each night at 02:30")
@Example(
        value = "cron '*/15 8-17 * * mon-fri' --tz Europe/Berlin --name office good",
        does = "starts good each quarter of an hour in office hours of Berlin")
@Example(value = "cron @daily --misfire once good", does = "starts good at midnight, or late")
@InOtp("OTP has none: the process JobScheduler sends itself a message for each time.")
@SeeAlso({"cron-next", "every", "schedules", "times"})
final class Cron implements ShellCommand {
    private final ScheduleLine line;

    @Parameters(
            index = "0",
            paramLabel = "EXPR",
            description =
                    "'minute hour day month weekday', or @hourly, @daily, @weekly, @monthly, @yearly.")
    private String expression = "";

    @Option(
            names = "--tz",
            paramLabel = "ZONE",
            description = "The time zone: Europe/Berlin, UTC, +02:00 (that of the machine).")
    private Optional<ZoneId> zone = Optional.empty();

    private Optional<String> unquoted = Optional.empty();

    Cron(ScheduleLine line) {
        this.line = line;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        unquoted = CronText.unquoted(ScheduleOptions.without(arguments, "--tz"));
        line.prepare(form, new ScheduleLine.Head("cron", 1), arguments, names, "--tz");
        unquoted.ifPresent(_ -> form.addOptions(new CronText.Unquoted()));
    }

    @Override
    public void validate(Validation validation) {
        if (unquoted.isPresent()) {
            validation.problem(expression, CronText.needsQuotes(unquoted.get()));
            return;
        }
        CronText.validate(validation, expression);
        line.validate(validation);
    }

    @Override
    public boolean startsSomething() {
        return true;
    }

    @Override
    public Answer run() {
        return line.add(
                new Timing.Cron(
                        new CronTimes(
                                CronText.parse(expression),
                                zone.orElseGet(() -> line.session().now().getZone()))));
    }
}
