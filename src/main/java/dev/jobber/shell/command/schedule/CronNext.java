package dev.jobber.shell.command.schedule;

import dev.jobber.job.schedule.CronTimes;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.list.ListOptions;
import dev.jobber.shell.parse.CommandForm;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Times;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
final class CronNext extends ListCommand<ZonedDateTime> {
    private static final int DEFAULT_COUNT = 5;
    private static final int MOST = 1_000;

    private static final Columns<ZonedDateTime> COLUMNS =
            Columns.ofValues(
                    Column.<ZonedDateTime>of(
                                    "time", time -> Times.value(time.toInstant(), time.getZone()))
                            .shownAs("time", time -> new Value.Text(shown(time))));

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
            arity = "0..1",
            parameterConsumer = NumberIfThere.class,
            description =
                    "How many times are looked at, from 1 to "
                            + MOST
                            + " ("
                            + DEFAULT_COUNT
                            + "). Without N: answers how many rows there are.")
    private List<String> counts = List.of();

    private Optional<String> unquoted = Optional.empty();

    CronNext(Session session) {
        this.session = session;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        form.addOptions(choice(), ListOptions.ALL_BUT_COUNT);
        unquoted = CronText.unquoted(arguments);
        unquoted.ifPresent(_ -> form.addOptions(new CronText.Unquoted()));
    }

    @Override
    public Columns<ZonedDateTime> columns() {
        return COLUMNS;
    }

    @Override
    public void validate(Validation validation) {
        super.validate(validation);
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
        counts.stream()
                .filter(text -> !text.equals(NumberIfThere.NONE) && validation.isKnown(text))
                .filter(text -> number(text) < 1 || number(text) > MOST)
                .forEach(text ->
                        validation.problem(
                                text,
                                UserError.usage(
                                        "expected --count from 1 to " + MOST + ", got: " + text)));
    }

    /// The number that a text is; 0 for none.
    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    @Override
    public Answer run() {
        ZonedDateTime now =
                session.now().withZoneSameInstant(zone.orElseGet(() -> session.now().getZone()));
        ZonedDateTime begin = from.map(text -> Times.parse(text, now)).orElse(now);
        if (counts.contains(NumberIfThere.NONE)) {
            choice().count();
        }
        int most =
                counts.stream()
                        .filter(text -> !text.equals(NumberIfThere.NONE))
                        .mapToInt(CronNext::number)
                        .reduce(DEFAULT_COUNT, (_, last) -> last);
        var times = new CronTimes(CronText.parse(expression), now.getZone());
        return answer(
                Stream.iterate(
                                times.after(begin.toInstant()),
                                Optional::isPresent,
                                time -> time.flatMap(times::after))
                        .limit(most)
                        .flatMap(Optional::stream)
                        .map(time -> time.atZone(now.getZone())),
                found ->
                        _ -> found.stream().map(CronNext::shown).collect(Collectors.joining("\n")));
    }

    private static String shown(ZonedDateTime time) {
        return Times.shownWithZone(time.toInstant(), time.getZone());
    }
}
