package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndSignalTest {
    private final List<String> heard = new ArrayList<>();
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final EndSignal.Repeated signals =
            new EndSignal.Repeated(
                    time::get,
                    first -> heard.add("first " + first),
                    again -> heard.add("again " + again));

    @ParameterizedTest(name = "{0}, {1} ms later {2}: {3}")
    @CsvSource({
        "HUP,  5,    HUP,  first HUP",
        "HUP,  5000, HUP,  first HUP",
        "TERM, 5000, HUP,  first TERM",
        "HUP,  5,    TERM, first HUP",
        "HUP,  1000, TERM, first HUP; again TERM",
        "TERM, 5,    TERM, first TERM",
        "TERM, 1000, TERM, first TERM; again TERM",
        "TERM, 1000, INT,  first TERM; again INT",
        "INT,  999,  INT,  first INT",
        "INT,  1000, INT,  first INT; again INT"
    })
    void only_a_second_int_or_term_after_a_second_asks_again(
            EndSignal one, long milliseconds, EndSignal other, String expected) {
        signals.on(one);
        time.addAndGet(Duration.ofMillis(milliseconds).toNanos());
        signals.on(other);

        assertThat(String.join("; ", heard)).isEqualTo(expected);
    }
}
