package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.policy.DurationText;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest(name = "{0} is {1} ms")
    @CsvSource({
        "50ms, 50",
        "5s, 5000",
        "2m, 120000",
        "1h30m, 5400000",
        "1h, 3600000",
        "1m1s1ms, 61001",
        "0s, 0",
        "90s, 90000"
    })
    void a_duration_is_read(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest(name = "{0}: did you mean {1}?")
    @CsvSource({
        "5sec, 5s",
        "5, 5s",
        "5S, 5s",
        "5seconds, 5s",
        "2min, 2m",
        "1hour, 1h",
        "1.5s, 1s500ms",
        "1h 30m, 1h30m",
        "90 minutes, 90m",
        "100millis, 100ms"
    })
    void what_was_meant_is_guessed(String text, String meant) {
        assertThatThrownBy(() -> Durations.parse(text))
                .hasMessage("unknown duration '" + text + "' (did you mean '" + meant + "'?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "abc", "-5s", "5d", "30m1h", "1s1s", "5s!", "٥s", "infinity"})
    void what_is_no_duration_is_told_with_an_example(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .hasMessage(
                        "unknown duration '"
                                + text
                                + "' (expected a duration such as 50ms, 5s, 2m or 1h30m)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999h", "99999999999999999999999s", "240001h"})
    void a_duration_has_a_greatest(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .hasMessage("expected a duration of at most 240000h, got: " + text);
    }

    @Property
    void what_is_written_is_read_back(
            @ForAll @LongRange(min = 0, max = 864_000_000_000L) long millis) {
        var duration = Duration.ofMillis(millis);
        assertThat(Durations.parse(DurationText.format(duration))).isEqualTo(duration);
    }
}
