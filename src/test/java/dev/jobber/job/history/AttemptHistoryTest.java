package dev.jobber.job.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptHistoryTest {
    private final AttemptLog log = new AttemptLog(1000, line -> {});

    @Test
    void attempts_are_told_in_their_order_with_what_came_of_them() {
        AttemptHistory first = AttemptHistory.began(null, 1, Instant.ofEpochMilli(10), log);
        first.ended(AttemptResult.ERROR, Optional.of("exit 3"), Instant.ofEpochMilli(30));
        AttemptHistory history = AttemptHistory.began(first, 2, Instant.ofEpochMilli(40), log);

        assertThat(history.attempts()).extracting(AttemptInfo::number).containsExactly(1, 2);
        assertThat(history.attempts().getFirst().start()).isEqualTo(Instant.ofEpochMilli(10));
        assertThat(history.attempts().getFirst().end())
                .contains(
                        new AttemptInfo.End(
                                Instant.ofEpochMilli(30),
                                AttemptResult.ERROR,
                                Optional.of("exit 3")));
        assertThat(history.attempts().getLast().end()).isEmpty();
    }

    @Test
    void an_attempt_ends_once() {
        AttemptHistory history = AttemptHistory.began(null, 1, Instant.EPOCH, log);
        history.ended(AttemptResult.OK, Optional.empty(), Instant.EPOCH);
        history.ended(AttemptResult.KILLED, Optional.empty(), Instant.EPOCH);

        assertThat(history.attempts())
                .singleElement()
                .satisfies(only ->
                        assertThat(only.end().orElseThrow().result()).isEqualTo(AttemptResult.OK));
    }

    @Test
    void the_last_attempts_are_remembered() {
        AttemptHistory history = AttemptHistory.began(null, 1, Instant.EPOCH, log);
        for (int number = 2; number <= AttemptHistory.MOST + 10; number++) {
            history = AttemptHistory.began(history, number, Instant.EPOCH, log);
            history.ended(AttemptResult.ERROR, Optional.empty(), Instant.EPOCH);
        }

        assertThat(history.attempts()).hasSize(AttemptHistory.MOST);
        assertThat(history.attempts().getFirst().number()).isEqualTo(11);
        assertThat(history.attempts().getLast().number()).isEqualTo(AttemptHistory.MOST + 10);
    }
}
