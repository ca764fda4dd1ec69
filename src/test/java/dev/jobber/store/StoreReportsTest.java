package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.store.sql.Availability.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said of a database that does not answer.
class StoreReportsTest {
    private final List<String> said = new ArrayList<>();
    private long now;
    private final StoreReports reports =
            new StoreReports((level, sentence) -> said.add(level + " " + sentence), () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void awayFor(Duration time) {
        for (long left = time.toMillis(); left >= 0; left -= 100) {
            reports.away(Side.WRITING, "it is full");
            pass(Duration.ofMillis(100));
        }
    }

    @Test
    void what_is_over_within_a_second_is_not_told() {
        awayFor(Duration.ofMillis(800));
        reports.here(Side.WRITING);

        assertThat(said).isEmpty();
    }

    @Test
    void it_is_told_once_then_once_a_minute_and_once_when_it_is_over() {
        awayFor(Duration.ofSeconds(150));
        reports.here(Side.WRITING);
        reports.here(Side.WRITING);

        assertThat(said).hasSize(4);
        assertThat(said.subList(0, 3))
                .allMatch(line -> line.startsWith("WARNING the store does not answer: it is full"));
        assertThat(said.getLast()).isEqualTo("INFO the store answers again");
    }

    /// A full disk can be read.
    @Test
    void as_long_as_nothing_can_be_written_reading_is_no_answer() {
        for (int i = 0; i < 30; i++) {
            awayFor(Duration.ofMillis(200));
            reports.here(Side.READING);
        }

        assertThat(said).hasSize(1);
    }
}
