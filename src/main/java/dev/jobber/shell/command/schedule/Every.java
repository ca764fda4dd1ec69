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
import dev.jobber.shell.result.Durations;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `every D START…`
@Command(
        name = "every",
        customSynopsis = "every D [OPTIONS] START",
        description = {
            "Starts a job again and again, with the same time between two starts.",
            "The first run comes when that time has passed once. A change of the clock has no effect.",
            ScheduleOptions.ENDED_RUNS
        })
@Example(value = "every 5m good", does = "starts good in five minutes, and so on")
@Example(
        value = "every 1h --jitter 5m --overlap queue --name backup sh -- true",
        does = "starts a program each hour, within five minutes; none is left out")
@InOtp(":timer.apply_interval/4, in the process JobScheduler.")
@SeeAlso({"at", "cron", "schedules", "times"})
final class Every implements ShellCommand {
    private final ScheduleLine line;

    @Parameters(
            index = "0",
            paramLabel = "D",
            description = "The time between two starts: 30s, 5m, 1h30m.")
    private String interval = "";

    Every(ScheduleLine line) {
        this.line = line;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        line.prepare(form, new ScheduleLine.Head("every", 1), arguments, names);
    }

    @Override
    public void validate(Validation validation) {
        if (validation.isKnown(interval)) {
            try {
                var _ = timing();
            } catch (ShellException wrong) {
                validation.problem(interval, wrong.error());
            }
        }
        line.validate(validation);
    }

    private Timing timing() {
        Duration time = Durations.parse(interval);
        if (time.isZero()) {
            throw new ShellException(
                    UserError.usage(
                            "expected a time above 0s between two starts, got: " + interval,
                            "'start-job' starts it now; every 1s starts it each second"));
        }
        return new Timing.Every(time);
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
