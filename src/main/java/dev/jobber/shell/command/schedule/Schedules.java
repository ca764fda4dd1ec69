package dev.jobber.shell.command.schedule;

import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Times;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;

/// `schedules`
@Command(
        name = "schedules",
        description = {
            "Lists the schedules, by name, with their next and last runs.",
            "Runs counts what was started, skipped what was left out; the log says why."
        })
@Example(value = "every 5m good; schedules", does = "lists one schedule")
final class Schedules implements ShellCommand {
    private final Session session;

    Schedules(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        List<ScheduleInfo> all = session.scheduler().all();
        Rendering table = Rendering.of(rows(all, Schedules::shown));
        return new Answer.Ok(rows(all, Schedules::time), table);
    }

    private Value rows(List<ScheduleInfo> all, BiFunction<Optional<Instant>, ZoneId, Value> time) {
        ZoneId here = session.now().getZone();
        return new Value.Rows(
                all.stream()
                        .<Value>map(each -> row(each, each.zone().orElse(here), time))
                        .toList());
    }

    private static Value row(
            ScheduleInfo info, ZoneId zone, BiFunction<Optional<Instant>, ZoneId, Value> time) {
        return Value.Fields.none()
                .with("name", info.name())
                .with("spec", info.spec())
                .with("tz", Value.ofText(info.zone().map(ZoneId::toString)))
                .with("next", time.apply(info.next(), zone))
                .with("last", time.apply(info.tally().last(), zone))
                .with("runs", info.tally().runs())
                .with("skipped", info.tally().skipped());
    }

    private static Value shown(Optional<Instant> time, ZoneId zone) {
        return Value.ofText(time.map(it -> Times.shown(it, zone)));
    }

    /// A time for programs, or nothing.
    static Value time(Optional<Instant> time, ZoneId zone) {
        return time.map(it -> Times.value(it, zone)).orElseGet(Value::nothing);
    }
}
