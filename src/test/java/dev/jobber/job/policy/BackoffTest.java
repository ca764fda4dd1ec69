package dev.jobber.job.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final RandomGenerator RANDOM = new Random(1);

    @ParameterizedTest(name = "{1} before retry {0}")
    @CsvSource({"1, 5", "2, 5", "1000, 5"})
    void fixed_waits_are_the_same(int retry, int seconds) {
        assertThat(new Backoff.Fixed(Duration.ofSeconds(5)).delay(retry, RANDOM))
                .hasSeconds(seconds);
    }

    @ParameterizedTest(name = "{1} before retry {0}")
    @CsvSource({"1, 5", "2, 10", "3, 15"})
    void linear_waits_grow_by_a_step(int retry, int seconds) {
        assertThat(new Backoff.Linear(Duration.ofSeconds(5)).delay(retry, RANDOM))
                .hasSeconds(seconds);
    }

    @ParameterizedTest(name = "{1} before retry {0}")
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 10", "6, 10", "2147483647, 10"})
    void exponential_waits_double_up_to_the_longest(int retry, int seconds) {
        var backoff = new Backoff.Exponential(Duration.ofSeconds(1), Duration.ofSeconds(10), 0);

        assertThat(backoff.delay(retry, RANDOM)).hasSeconds(seconds);
    }

    @Property
    void jitter_changes_a_wait_by_its_percentage_at_most(
            @ForAll @IntRange(min = 1, max = 8) int retry,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll long seed) {
        var longest = Duration.ofMinutes(1);
        var random = new Random(seed);
        Duration exact =
                new Backoff.Exponential(Duration.ofSeconds(1), longest, 0).delay(retry, random);

        Duration wait =
                new Backoff.Exponential(Duration.ofSeconds(1), longest, percent)
                        .delay(retry, random);

        Duration part = exact.multipliedBy(percent).dividedBy(100);
        assertThat(wait).isBetween(exact.minus(part), exact.plus(part));
        assertThat(wait).isLessThanOrEqualTo(longest);
    }

    @Test
    void a_wait_that_is_too_long_to_count_is_the_longest_there_is() {
        var year = Duration.ofDays(365);

        assertThat(new Backoff.Linear(year).delay(Integer.MAX_VALUE, RANDOM))
                .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
        assertThat(
                        new Backoff.Exponential(year, Duration.ofSeconds(Long.MAX_VALUE), 0)
                                .delay(99, RANDOM))
                .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Test
    void a_wait_of_nothing_stays_nothing() {
        var none = new Backoff.Exponential(Duration.ZERO, Duration.ZERO, 20);

        assertThat(none.delay(5, RANDOM)).isZero();
    }

    @Test
    void what_cannot_be_waited_is_refused() {
        assertThatThrownBy(() -> new Backoff.Fixed(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff.Linear(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new Backoff.Exponential(Duration.ofSeconds(2), Duration.ofSeconds(1), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff.Exponential(Duration.ZERO, Duration.ZERO, 101))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
