package dev.jobber.job.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rule for clocks that are set forward and back, with what it comes to in real zones.
class CronTimesTest {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("dd HH:mmx", Locale.ROOT);

    /// The first times after a local time, each as day, time and offset.
    private static List<String> after(String zone, String expression, String from, int count) {
        ZoneId in = ZoneId.of(zone);
        var times = new CronTimes(CronExpression.parse(expression), in);
        var found = new ArrayList<String>();
        Instant time = LocalDateTime.parse(from).atZone(in).toInstant();
        for (int i = 0; i < count; i++) {
            time = times.after(time).orElseThrow();
            found.add(SHOWN.format(time.atZone(in)));
        }
        return found;
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # clocks are set forward: a fixed hour that is left out comes then
                    Europe/Berlin       | 30 2 * * *    | 2026-03-28T12:00 | 29 03:00+02, 30 02:30+02
                    Europe/Berlin       | 0,30 2 * * *  | 2026-03-28T12:00 | 29 03:00+02, 30 02:00+02
                    Europe/Berlin       | 30 2,3 * * *  | 2026-03-28T12:00 | 29 03:00+02, 29 03:30+02, 30 02:30+02
                    Europe/Berlin       | 0 2,3 * * *   | 2026-03-28T12:00 | 29 03:00+02, 30 02:00+02
                    Europe/Berlin       | */20 1-3 * * * | 2026-03-29T01:30 | 29 01:40+01, 29 03:00+02, 29 03:20+02
                    Europe/Berlin       | 0 4 * * *     | 2026-03-28T12:00 | 29 04:00+02
                    America/New_York    | 15 2 * * *    | 2026-03-07T12:00 | 08 03:00-04, 09 02:15-04
                    Australia/Lord_Howe | 15 2 * * *    | 2026-10-03T12:00 | 04 02:30+11, 05 02:15+11
                    Australia/Lord_Howe | 30 2 * * *    | 2026-10-03T12:00 | 04 02:30+11, 05 02:30+11
                    Pacific/Apia        | 0 9 * * *     | 2011-12-29T08:00 | 29 09:00-10, 31 00:00+14, 31 09:00+14
                    America/Sao_Paulo   | 0 0 * * *     | 2018-11-03T12:00 | 04 01:00-02, 05 00:00-02
                    America/Sao_Paulo   | @daily        | 2018-11-03T12:00 | 04 01:00-02, 05 00:00-02
                    Asia/Beirut         | 30 0 * * *    | 2022-03-26T12:00 | 27 01:00+03, 28 00:30+03
                    Antarctica/Troll    | 30 1 * * *    | 2026-03-28T12:00 | 29 03:00+02, 30 01:30+02
                    # clocks are set back: a fixed hour that comes twice runs once
                    Europe/Berlin       | 30 2 * * *    | 2026-10-24T12:00 | 25 02:30+02, 26 02:30+01
                    Europe/Berlin       | */30 2 * * *  | 2026-10-24T12:00 | 25 02:00+02, 25 02:30+02, 26 02:00+01
                    Europe/Berlin       | 0 3 * * *     | 2026-10-24T12:00 | 25 03:00+01, 26 03:00+01
                    America/New_York    | 30 1 * * *    | 2026-10-31T12:00 | 01 01:30-04, 02 01:30-05
                    Australia/Lord_Howe | 45 1 * * *    | 2026-04-04T12:00 | 05 01:45+11, 06 01:45+1030
                    America/Sao_Paulo   | 30 23 * * *   | 2018-02-17T12:00 | 17 23:30-02, 18 23:30-03
                    America/Sao_Paulo   | 0 0 * * *     | 2018-02-17T12:00 | 18 00:00-03, 19 00:00-03
                    Asia/Beirut         | 15 23 * * *   | 2022-10-29T12:00 | 29 23:15+03, 30 23:15+02
                    # hours of * and */n follow real time
                    Europe/Berlin       | 30 * * * *    | 2026-03-29T01:00 | 29 01:30+01, 29 03:30+02, 29 04:30+02
                    Europe/Berlin       | 30 * * * *    | 2026-10-25T02:00 | 25 02:30+02, 25 02:30+01, 25 03:30+01
                    Europe/Berlin       | @hourly       | 2026-10-25T01:30 | 25 02:00+02, 25 02:00+01, 25 03:00+01
                    Europe/Berlin       | 0 */2 * * *   | 2026-03-29T00:00 | 29 04:00+02, 29 06:00+02
                    Europe/Berlin       | 0 */2 * * *   | 2026-10-25T00:00 | 25 02:00+02, 25 02:00+01, 25 04:00+01
                    Europe/Berlin       | 30 0-23 * * * | 2026-10-25T02:00 | 25 02:30+02, 25 02:30+01
                    America/New_York    | 30 * * * *    | 2026-11-01T01:00 | 01 01:30-04, 01 01:30-05
                    Australia/Lord_Howe | 0,45 * * * *  | 2026-04-05T01:30 | 05 01:45+11, 05 01:45+1030, 05 02:00+1030
                    Australia/Lord_Howe | 15,45 * * * * | 2026-10-04T01:30 | 04 01:45+1030, 04 02:45+11
                    Pacific/Apia        | 0 */12 * * *  | 2011-12-29T08:00 | 29 12:00-10, 31 00:00+14, 31 12:00+14
                    America/Sao_Paulo   | 0 * * * *     | 2018-11-03T22:30 | 03 23:00-03, 04 01:00-02
                    America/Sao_Paulo   | 30 * * * *    | 2018-02-17T23:00 | 17 23:30-02, 17 23:30-03, 18 00:30-03
                    # and where no clock is set
                    Asia/Kolkata        | 30 2 * * *    | 2026-03-28T12:00 | 29 02:30+0530, 30 02:30+0530
                    UTC                 | 0 0 29 2 *    | 2026-03-28T12:00 | 29 00:00Z
                    """)
    void a_time_comes(String zone, String expression, String from, String expected) {
        List<String> times = List.of(expected.replace("Z", "+00").split(", "));

        assertThat(
                        after(zone, expression, from, times.size()).stream()
                                .map(time -> time.replace("Z", "+00"))
                                .toList())
                .isEqualTo(times);
    }

    @Test
    void the_second_of_two_like_hours_brings_no_fixed_time_again() {
        var berlin = ZoneId.of("Europe/Berlin");
        var times = new CronTimes(CronExpression.parse("15,45 2 * * *"), berlin);
        Instant inTheSecond = Instant.parse("2026-10-25T01:20:00Z"); // 02:20+01

        assertThat(times.after(inTheSecond)).contains(Instant.parse("2026-10-26T01:15:00Z"));
    }

    @Test
    void a_part_of_a_second_does_not_matter() {
        var times = new CronTimes(CronExpression.parse("* * * * *"), ZoneId.of("UTC"));

        assertThat(times.after(Instant.parse("2026-01-01T00:00:00Z")))
                .contains(Instant.parse("2026-01-01T00:01:00Z"));
        assertThat(times.after(Instant.parse("2026-01-01T00:00:00.999Z")))
                .contains(Instant.parse("2026-01-01T00:01:00Z"));
        assertThat(times.after(Instant.parse("2025-12-31T23:59:59.999Z")))
                .contains(Instant.parse("2026-01-01T00:00:00Z"));
    }
}
