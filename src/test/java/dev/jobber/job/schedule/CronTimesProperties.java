package dev.jobber.job.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The times of cron expressions around the changes of clocks, against a search minute by minute.
class CronTimesProperties {
    private static final List<String> ZONES =
            List.of(
                    "Europe/Berlin",
                    "America/New_York",
                    "America/Sao_Paulo",
                    "America/Caracas",
                    "Asia/Beirut",
                    "Asia/Kolkata",
                    "Africa/Casablanca",
                    "Australia/Lord_Howe",
                    "Antarctica/Troll",
                    "Pacific/Apia",
                    "Pacific/Kwajalein",
                    "UTC");

    /// A field as it is written, and the values that it means.
    record Field(String text, Set<Integer> values) {}

    /// An expression.
    record Expression(Field minute, Field hour, Field day, Field month, Field weekday) {
        String text() {
            return List.of(minute, hour, day, month, weekday).stream()
                    .map(Field::text)
                    .collect(Collectors.joining(" "));
        }

        boolean fits(LocalDateTime time) {
            boolean dayFits = day.values().contains(time.getDayOfMonth());
            DayOfWeek weekdayThen = time.getDayOfWeek();
            boolean weekdayFits = weekday.values().contains(weekdayThen.getValue() % 7);
            boolean eitherWillDo = !day.text().contains("*") && !weekday.text().contains("*");
            return minute.values().contains(time.getMinute())
                    && hour.values().contains(time.getHour())
                    && month.values().contains(time.getMonthValue())
                    && (eitherWillDo ? dayFits || weekdayFits : dayFits && weekdayFits);
        }
    }

    @Property(tries = 400)
    void times_are_those_of_a_search(
            @ForAll("expressions") Expression expression, @ForAll("moments") Moment moment) {
        ZoneId zone = ZoneId.of(moment.zone());
        Instant begin = moment.time().minus(Duration.ofDays(2));
        Instant end = moment.time().plus(Duration.ofDays(2));

        assertThat(found(expression, zone, begin, end))
                .as(expression.text() + " in " + zone + " after " + begin)
                .isEqualTo(searched(expression, zone, begin, end));
    }

    private static List<Instant> found(
            Expression expression, ZoneId zone, Instant begin, Instant end) {
        var times = new CronTimes(CronExpression.parse(expression.text()), zone);
        var found = new ArrayList<Instant>();
        Optional<Instant> next = times.after(begin);
        while (next.isPresent() && !next.get().isAfter(end)) {
            found.add(next.get());
            next = times.after(next.get());
        }
        return found;
    }

    private static List<Instant> searched(
            Expression expression, ZoneId zone, Instant begin, Instant end) {
        List<Instant> minutes = new ArrayList<>();
        for (Instant each = begin.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofDays(2));
                !each.isAfter(end);
                each = each.plus(Duration.ofMinutes(1))) {
            minutes.add(each);
        }
        Predicate<Instant> asked = time -> time.isAfter(begin) && !time.isAfter(end);
        if (expression.hour().text().startsWith("*")) {
            return minutes.stream()
                    .filter(asked)
                    .filter(time -> expression.fits(LocalDateTime.ofInstant(time, zone)))
                    .toList();
        }
        // When the clocks show a time, or a later one, for the first time.
        var times = new TreeSet<Instant>();
        LocalDateTime shown = LocalDateTime.ofInstant(minutes.getFirst(), zone);
        for (Instant minute : minutes) {
            LocalDateTime now = LocalDateTime.ofInstant(minute, zone);
            for (; !shown.isAfter(now); shown = shown.plusMinutes(1)) {
                if (expression.fits(shown)) {
                    times.add(minute);
                }
            }
        }
        return times.stream().filter(asked).toList();
    }

    @Provide
    Arbitrary<Expression> expressions() {
        return Combinators.combine(
                        field(0, 59, 59, 3),
                        field(0, 23, 23, 4),
                        // A day above 28 may never come.
                        Arbitraries.oneOf(Arbitraries.just(any(1, 31)), field(1, 31, 28, 3)),
                        Arbitraries.oneOf(Arbitraries.just(any(1, 12)), field(1, 12, 12, 6)),
                        Arbitraries.oneOf(Arbitraries.just(any(0, 6)), field(0, 6, 6, 2)))
                .as(Expression::new);
    }

    private static Field any(int least, int most) {
        return step("*", least, most, 1);
    }

    private static Field step(String head, int from, int to, int step) {
        var values = new TreeSet<Integer>();
        for (int value = from; value <= to; value += step) {
            values.add(value);
        }
        return new Field(step == 1 ? head : head + "/" + step, values);
    }

    /// @param written the greatest value that is written
    /// @param listed how many values are written at most
    private static Arbitrary<Field> field(int least, int most, int written, int listed) {
        Arbitrary<Integer> values = Arbitraries.integers().between(least, written);
        Arbitrary<Integer> steps = Arbitraries.integers().between(1, most - least);
        return Arbitraries.oneOf(
                Arbitraries.just(any(least, most)),
                steps.map(step -> step("*", least, most, step)),
                values.map(value -> new Field(value.toString(), Set.of(value))),
                values.set()
                        .ofMinSize(1)
                        .ofMaxSize(listed)
                        .map(set ->
                                new Field(
                                        set.stream()
                                                .map(value -> value.toString())
                                                .collect(Collectors.joining(",")),
                                        set)),
                Combinators.combine(values, values, steps)
                        .as((one, other, step) -> {
                            int from = Math.min(one, other);
                            int to = Math.max(one, other);
                            // All hours mean real time, however they are written.
                            return from == 0 && to == most && most == 23
                                    ? any(least, most)
                                    : step(from + "-" + to, from, to, step);
                        }));
    }

    /// A moment in a zone.
    record Moment(String zone, Instant time) {}

    /// Mostly moments when clocks are set.
    @Provide
    Arbitrary<Moment> moments() {
        return Combinators.combine(
                        Arbitraries.of(ZONES),
                        Arbitraries.integers().between(1990, 2030),
                        Arbitraries.integers().between(1, 500_000))
                .as((zone, year, minutes) -> {
                    Instant some =
                            Instant.parse(year + "-01-01T00:00:00Z")
                                    .plus(Duration.ofMinutes(minutes));
                    ZoneOffsetTransition change = ZoneId.of(zone).getRules().nextTransition(some);
                    return new Moment(zone, change == null ? some : change.getInstant());
                });
    }
}
