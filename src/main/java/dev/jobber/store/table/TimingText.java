package dev.jobber.store.table;

import dev.jobber.job.schedule.CronExpression;
import dev.jobber.job.schedule.CronTimes;
import dev.jobber.job.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// Times of schedules as texts: `at MILLIS ZONE`, `every MILLIS`, `cron ZONE EXPRESSION`.
final class TimingText {
    private static final String AT = "at";
    private static final String EVERY = "every";
    private static final String CRON = "cron";

    private TimingText() {}

    static String format(Timing timing) {
        return switch (timing) {
            case Timing.At(Instant time, ZoneId in) -> AT + " " + time.toEpochMilli() + " " + in;
            case Timing.Every(Duration interval) -> EVERY + " " + interval.toMillis();
            case Timing.Cron(CronTimes times) ->
                    CRON + " " + times.zone() + " " + times.expression();
        };
    }

    /// Throws [IllegalArgumentException] or [java.time.DateTimeException] where a text means none
    /// here: a newer program may have written it, or one that knows more time zones.
    static Timing parse(String text) {
        String[] parts = text.split(" ", 3);
        return switch (parts[0]) {
            case AT ->
                    new Timing.At(
                            Instant.ofEpochMilli(Long.parseLong(parts[1])), ZoneId.of(parts[2]));
            case EVERY -> new Timing.Every(Duration.ofMillis(Long.parseLong(parts[1])));
            case CRON ->
                    new Timing.Cron(
                            new CronTimes(CronExpression.parse(parts[2]), ZoneId.of(parts[1])));
            default -> throw new IllegalArgumentException("expected times, got: " + text);
        };
    }
}
