package dev.jobber.shell.result;

import dev.jobber.job.policy.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and writes times of the wall clock.
public final class Times {
    private static final Pattern DAY_AND_TIME = Pattern.compile("(today|tomorrow)[ T@](\\S+)");
    private static final Pattern DATE_AND_TIME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) +(\\d.*)");
    private static final Pattern ZONED = Pattern.compile("(.+)\\[(.+)]");
    private static final Pattern SHORT_HOUR = Pattern.compile("(\\d)(:\\d{2}.*)");
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final String FORMS =
            "write 15:30, tomorrow 09:00, 2026-12-01T15:30, 2026-12-01T15:30+01:00 or +10m";

    private Times() {}

    /// The time that a text means: `15:30`, `tomorrow 09:00`, `2026-12-01T15:30`, the same with an
    /// offset or a zone (`+01:00`, `[Europe/Berlin]`), or `+10m` from now. A time that the clocks
    /// leave out is the one when they are set; of one that they show twice it is the first.
    ///
    /// @param now with the zone that is meant where the text says none
    /// @throws ShellException where it means none
    public static ZonedDateTime parse(String text, ZonedDateTime now) {
        if (text.startsWith("+")) {
            return now.plus(Durations.parse(text.substring(1)));
        }
        Matcher day = DAY_AND_TIME.matcher(text);
        if (day.matches()) {
            LocalDate date = now.toLocalDate().plusDays(day.group(1).equals("today") ? 0 : 1);
            return of(date.atTime(timeOfDay(text, day.group(2))), now.getZone());
        }
        if (!text.contains("-") && text.contains(":")) {
            return of(now.toLocalDate().atTime(timeOfDay(text, text)), now.getZone());
        }
        Matcher zoned = ZONED.matcher(text);
        return zoned.matches()
                ? inZone(zoned.group(1), zone(text, zoned.group(2)))
                : withDate(text, now.getZone());
    }

    private static ZonedDateTime inZone(String text, ZoneId zone) {
        return withDate(text, zone).withZoneSameInstant(zone);
    }

    private static ZoneId zone(String text, String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unreadable) {
            throw unknown(text);
        }
    }

    private static LocalTime timeOfDay(String text, String time) {
        Matcher shortHour = SHORT_HOUR.matcher(time);
        try {
            return LocalTime.parse(shortHour.matches() ? "0" + time : time);
        } catch (DateTimeException unreadable) {
            throw unknown(text);
        }
    }

    /// Whether a word is the day of a time: `today` or `tomorrow`.
    public static boolean isDay(String word) {
        return word.equals("today") || word.equals("tomorrow");
    }

    private static ZonedDateTime withDate(String text, ZoneId zone) {
        Matcher parts = DATE_AND_TIME.matcher(text);
        try {
            TemporalAccessor read =
                    DateTimeFormatter.ISO_DATE_TIME.parse(
                            parts.matches() ? parts.group(1) + "T" + parts.group(2) : text);
            var local = LocalDateTime.from(read);
            Optional<ZoneId> said = Optional.ofNullable(read.query(TemporalQueries.zone()));
            return said.isPresent() ? ZonedDateTime.from(read) : of(local, zone);
        } catch (DateTimeException unreadable) {
            throw unknown(text);
        }
    }

    /// [ZonedDateTime#of] takes a time that is left out later by as much as the clocks are set
    /// forward.
    private static ZonedDateTime of(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant().atZone(zone)
                : ZonedDateTime.of(local, zone);
    }

    private static ShellException unknown(String text) {
        return new ShellException(UserError.usage("unknown time '" + text + "'", FORMS));
    }

    /// For people, with the offset: `2026-12-01 15:30:00 +01:00`.
    public static String shown(Instant time, ZoneId zone) {
        return SHOWN.format(time.atZone(zone));
    }

    /// For people, with the zone: `2026-12-01 15:30:00 +01:00 Europe/Berlin`.
    public static String shownWithZone(Instant time, ZoneId zone) {
        return shown(time, zone) + (zone instanceof ZoneOffset ? "" : " " + zone);
    }

    /// How far a time is away: `in 5m`, or `5m ago`; in whole seconds where it is seconds or more.
    public static String distance(Instant time, Instant now) {
        var left = Duration.between(now, time);
        Duration size = left.abs();
        Duration rounded =
                size.compareTo(Duration.ofSeconds(1)) < 0
                        ? size
                        : size.plusMillis(500).truncatedTo(ChronoUnit.SECONDS);
        return left.isNegative()
                ? DurationText.format(rounded) + " ago"
                : "in " + DurationText.format(rounded);
    }

    /// For programs: ISO 8601 with the offset, `2026-12-01T15:30:00+01:00`.
    public static Value value(Instant time, ZoneId zone) {
        return new Value.Text(
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        time.truncatedTo(ChronoUnit.MILLIS).atZone(zone)));
    }
}
