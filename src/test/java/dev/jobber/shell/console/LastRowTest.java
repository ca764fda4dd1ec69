package dev.jobber.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LastRowTest {
    private static final String ERASE = "\r\u001b[K";

    private final AtomicLong nanos = new AtomicLong();
    private final LastRow row = new LastRow(nanos::get);

    @Test
    void a_line_is_replaced_by_the_next_one_and_erased_before_lines_that_stay() {
        assertThat(row.show("running a:1", 80)).isEqualTo(ERASE + "running a:1");
        assertThat(row.show("running a:2", 80)).isEqualTo(ERASE + "running a:2");
        assertThat(row.beforeLines()).isEqualTo(ERASE);
        assertThat(row.beforeLines()).isEmpty();
    }

    @Test
    void half_a_line_that_ctrl_c_has_left_is_erased_before_the_next_lines() {
        row.interrupted();

        assertThat(row.beforeLines()).isEqualTo(ERASE);
        assertThat(row.beforeLines()).isEmpty();
    }

    @Test
    void the_end_of_a_line_is_shown_where_it_does_not_fit() {
        assertThat(row.show("running a/long/path:12", 9)).isEqualTo(ERASE + "/path:12");
    }

    @Test
    void lines_that_stay_are_a_sign_of_life_for_a_second() {
        assertThat(row.beforeLines()).isEmpty();
        assertThat(row.show("running a:1", 80)).isEmpty();
        nanos.addAndGet(1_000_000_000);
        assertThat(row.show("running a:2", 80)).isEqualTo(ERASE + "running a:2");
    }
}
