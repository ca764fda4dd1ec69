package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final ZonedDateTime NOW =
            ZonedDateTime.parse("2026-03-28T12:00:00+01:00[Europe/Berlin]");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    15:30                              | 2026-03-28T15:30+01:00[Europe/Berlin]
                    9:05                               | 2026-03-28T09:05+01:00[Europe/Berlin]
                    23:59:59                           | 2026-03-28T23:59:59+01:00[Europe/Berlin]
                    today 13:00                        | 2026-03-28T13:00+01:00[Europe/Berlin]
                    tomorrow 09:00                     | 2026-03-29T09:00+02:00[Europe/Berlin]
                    tomorrow@09:00                     | 2026-03-29T09:00+02:00[Europe/Berlin]
                    tomorrow 02:30                     | 2026-03-29T03:00+02:00[Europe/Berlin]
                    2026-10-25T02:30                   | 2026-10-25T02:30+02:00[Europe/Berlin]
                    2026-12-01T15:30                   | 2026-12-01T15:30+01:00[Europe/Berlin]
                    2026-12-01T15:30:10                | 2026-12-01T15:30:10+01:00[Europe/Berlin]
                    2026-12-01 15:30                   | 2026-12-01T15:30+01:00[Europe/Berlin]
                    2026-12-01T15:30Z                  | 2026-12-01T15:30Z
                    2026-12-01T15:30-05:00             | 2026-12-01T15:30-05:00
                    2026-12-01T15:30[America/New_York] | 2026-12-01T15:30-05:00[America/New_York]
                    2026-12-01T15:30+01:00[America/New_York] | 2026-12-01T09:30-05:00[America/New_York]
                    +10m                               | 2026-03-28T12:10+01:00[Europe/Berlin]
                    +24h                               | 2026-03-29T13:00+02:00[Europe/Berlin]
                    """)
    void a_text_means_a_time(String text, String time) {
        assertThat(Times.parse(text, NOW)).hasToString(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "25:00",
                "12:60",
                "noon",
                "2026-02-30T10:00",
                "2026-12-01",
                "tomorrow",
                "tomorrow noon",
                "2026-12-01T15:30[Mars/Base]",
                "2026-12-01T15:30[]",
                "15",
                "-5m",
                "2026-12-01T15:30 x"
            })
    void another_text_means_none_and_the_error_says_what_does(String text) {
        ShellException wrong =
                catchThrowableOfType(ShellException.class, () -> Times.parse(text, NOW));

        assertThat(wrong.error().sentence())
                .isEqualTo(
                        "unknown time '"
                                + text
                                + "' (write 15:30, tomorrow 09:00, 2026-12-01T15:30, 2026-12-01T15:30+01:00 or +10m)");
    }

    @Test
    void a_time_is_shown_with_its_offset() {
        Instant time = Instant.parse("2026-12-01T14:30:00.123456Z");
        var berlin = ZoneId.of("Europe/Berlin");

        assertThat(Times.shown(time, berlin)).isEqualTo("2026-12-01 15:30:00 +01:00");
        assertThat(Times.shownWithZone(time, berlin))
                .isEqualTo("2026-12-01 15:30:00 +01:00 Europe/Berlin");
        assertThat(Times.shownWithZone(time, ZoneId.of("+02:00")))
                .isEqualTo("2026-12-01 16:30:00 +02:00");
        assertThat(Times.value(time, berlin))
                .isEqualTo(new Value.Text("2026-12-01T15:30:00.123+01:00"));
    }

    @ParameterizedTest
    @CsvSource({"PT5M,in 5m", "PT4M59.6S,in 5m", "PT0.05S,in 50ms", "PT-10S,10s ago", "PT0S,in 0s"})
    void the_distance_is_told_in_whole_seconds(String distance, String text) {
        Instant time = NOW.toInstant().plus(Duration.parse(distance));

        assertThat(Times.distance(time, NOW.toInstant())).isEqualTo(text);
    }
}
