package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
    private static final List<String> WORDS =
            List.of("start-job", "stop", "set", "sleep", "running-imports");

    @ParameterizedTest
    @CsvSource({
        "strat-job, start-job",
        "stpo, stop",
        "START-JOB, start-job",
        "runing-imports, running-imports",
        "slep, sleep",
        "sett, set",
        "sotp, stop"
    })
    void a_slip_is_seen_through(String written, String meant) {
        assertThat(DidYouMean.nearest(written, WORDS)).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "bogus", "''", "kill", "top", "et", "lot"})
    void what_is_far_from_all_words_is_none_of_them(String written) {
        assertThat(DidYouMean.nearest(written, WORDS)).isEmpty();
    }
}
