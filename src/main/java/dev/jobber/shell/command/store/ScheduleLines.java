package dev.jobber.shell.command.store;

import dev.jobber.job.policy.DurationText;
import dev.jobber.job.schedule.CronTimes;
import dev.jobber.job.schedule.Schedule;
import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.job.schedule.Timing;
import dev.jobber.shell.syntax.Quoting;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lines that make schedules again. They name the time, the zone and the schedule as they are, so
/// that they mean the same at another time and on another machine.
final class ScheduleLines {
    private ScheduleLines() {}

    static String of(ScheduleInfo schedule) {
        List<String> words = new ArrayList<>(time(schedule.when().timing()));
        words.addAll(List.of("--name", schedule.name()));
        Schedule.Rules rules = schedule.when().rules();
        Schedule.Rules usual = Schedule.Rules.DEFAULT;
        add(words, "--overlap", rules.overlap(), usual.overlap());
        add(words, "--misfire", rules.misfire(), usual.misfire());
        if (rules.jitter().isPositive()) {
            words.addAll(List.of("--jitter", DurationText.format(rules.jitter())));
        }
        return Quoting.line(words) + " " + schedule.text().start();
    }

    private static List<String> time(Timing timing) {
        return switch (timing) {
            case Timing.At(Instant time, ZoneId in) ->
                    List.of("at", DateTimeFormatter.ISO_ZONED_DATE_TIME.format(time.atZone(in)));
            case Timing.Every(Duration interval) -> List.of("every", DurationText.format(interval));
            case Timing.Cron(CronTimes times) ->
                    List.of("cron", times.expression().toString(), "--tz", times.zone().toString());
        };
    }

    private static void add(List<String> words, String option, Enum<?> value, Enum<?> usual) {
        if (value != usual) {
            words.addAll(List.of(option, value.name().toLowerCase(Locale.ROOT)));
        }
    }
}
