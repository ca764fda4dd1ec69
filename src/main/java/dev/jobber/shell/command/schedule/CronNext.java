package dev.jobber.shell.command.schedule;

import dev.jobber.job.schedule.CronTimes;
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
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cron-next 'EXPR'`
@Command(
        name = "cron-next",
        description = {
            "Shows when a cron expression comes next.",
            "It starts nothing; 'cron' makes a schedule."
        })
@Example(value = "cron-next '30 2 * * *'", does = "shows the next five nights")
@Example(
        value = "cron-next '30 2 * * *' --tz Europe/Berlin --from 2026-03-28T12:00 --count 3",
        does = "shows how a night without 02:30 is dealt with")
@InOtp("A calculation; no process takes part.")
@SeeAlso({"cron", "times"})
final class CronNext implements ShellCommand {
    private static final int DEFAULT_COUNT = 5;
    private static final int MOST = 1_000;

    private final Session session;

    @Parameters(
            paramLabel = "EXPR",
            description =
                    "'minute hour day month weekday', or @hourly, @daily, @weekly, @monthly, @yearly.")
    private String expression = "";

    @Option(
            names = "--tz",
            paramLabel = "ZONE",
            description = "The time zone: Europe/Berlin, UTC, +02:00 (that of the machine).")
    private Optional<ZoneId> zone = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Times after this one, in the same zone: 2026-03-28T12:00 (now).")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many, from 1 to " + MOST + " (" + DEFAULT_COUNT + ").")
    private int count = DEFAULT_COUNT;

    private Optional<String> unquoted = Optional.empty();

    CronNext(Session session) {
        this.session = session;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        unquoted = CronText.unquoted(arguments);
        unquoted.ifPresent(_ -> form.addOptions(new CronText.Unquoted()));
    }

    @Override
    public void validate(Validation validation) {
        if (unquoted.isPresent()) {
            validation.problem(expression, CronText.needsQuotes(unquoted.get()));
            return;
        }
        CronText.validate(validation, expression);
        from.filter(validation::isKnown)
                .ifPresent(text -> {
                    try {
                        var _ = Times.parse(text, session.now());
                    } catch (ShellException wrong) {
                        validation.problem(text, wrong.error());
                    }
                });
        if (count < 1 || count > MOST) {
            validation.problem(
                    "--count",
                    UserError.usage("expected --count from 1 to " + MOST + ", got: " + count));
        }
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        ZonedDateTime now =
                session.now().withZoneSameInstant(zone.orElseGet(() -> session.now().getZone()));
        ZonedDateTime begin = from.map(text -> Times.parse(text, now)).orElse(now);
        var times = new CronTimes(CronText.parse(expression), now.getZone());
        var found = new ArrayList<Instant>();
        Optional<Instant> next = times.after(begin.toInstant());
        while (next.isPresent() && found.size() < count) {
            found.add(next.get());
            next = times.after(next.get());
        }
        List<Value> values = found.stream().map(time -> Times.value(time, now.getZone())).toList();
        return Answer.of(
                new Value.Rows(values),
                found.stream()
                        .map(time -> Times.shownWithZone(time, now.getZone()))
                        .collect(Collectors.joining("\n")));
    }
}
