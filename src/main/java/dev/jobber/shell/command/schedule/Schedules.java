package dev.jobber.shell.command.schedule;

import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Times;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;

/// `schedules`
@Command(
        name = "schedules",
        description = {
            "Lists the schedules, by name, with their next and last runs.",
            "Runs counts what was started, skipped what was left out; the log says why."
        })
@Example(value = "every 5m good; schedules", does = "lists one schedule")
@Example(
        value = "cron '30 2 * * *' --name nightly good; schedules",
        does = "shows when the next night is")
@InOtp("The state of the process JobScheduler.")
@SeeAlso({"unschedule", "every", "cron", "at"})
final class Schedules extends ListCommand<Schedules.Row> {
    private static final Columns<Row> COLUMNS =
            Columns.<Row>of(
                            Column.<Row>text("name", row -> row.info().name()),
                            Column.text("spec", row -> row.info().spec()),
                            Column.optional("tz", row -> row.info().zone().map(ZoneId::toString)),
                            time("next", row -> row.info().next()),
                            time("last", row -> row.info().tally().last()),
                            Column.<Row>whole("runs", row -> row.info().tally().runs()),
                            Column.<Row>whole("skipped", row -> row.info().tally().skipped()))
                    .leavingOut("skipped", "runs", "last", "tz");

    private final Session session;

    Schedules(Session session) {
        this.session = session;
    }

    /// A schedule, and the zone of its times.
    record Row(ScheduleInfo info, ZoneId zone) {}

    private static Column<Row> time(String name, Function<Row, Optional<Instant>> time) {
        return Column.<Row>of(name, row -> time(time.apply(row), row.zone()))
                .shownAs(
                        name,
                        row ->
                                Value.ofText(
                                        time.apply(row).map(it -> Times.shown(it, row.zone()))));
    }

    @Override
    public Columns<Row> columns() {
        return COLUMNS;
    }

    @Override
    public Answer run() {
        ZoneId here = session.now().getZone();
        return answer(
                session.schedules().all().stream()
                        .map(info -> new Row(info, info.zone().orElse(here))));
    }

    /// A time for programs, or nothing.
    static Value time(Optional<Instant> time, ZoneId zone) {
        return time.map(it -> Times.value(it, zone)).orElseGet(Value::nothing);
    }
}
