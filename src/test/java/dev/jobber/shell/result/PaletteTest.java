package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaletteTest {
    @ParameterizedTest
    @CsvSource({
        "running, PLAIN",
        "waiting, PLAIN",
        "done, GOOD",
        "errored, ATTENTION",
        "restarting, ATTENTION",
        "stopped, ATTENTION",
        "failed, BAD",
        "crashed, BAD",
        "killed, BAD",
        "lingering, BAD"
    })
    void a_status_says_how_it_went(String status, Palette meaning) {
        assertThat(Palette.ofStatus(status)).isEqualTo(meaning);
        assertThat(Palette.ofCell("status", status)).isEqualTo(meaning);
    }

    @Test
    void the_status_of_a_job_that_says_how_far_it_is_has_its_colour_too() {
        assertThat(Palette.ofCell("status", "lingering 3/10")).isEqualTo(Palette.BAD);
    }

    @Test
    void each_pid_of_a_text_has_its_colour() {
        assertThat(Palette.markPids("a #PID<0.1.0>, #PID<0.22.0> b", "^"))
                .isEqualTo("a ^36m#PID<0.1.0>^0m, ^36m#PID<0.22.0>^0m b");
        assertThat(Palette.markPids("#PID<0.1", "^")).isEqualTo("#PID<0.1");
        assertThat(Palette.markPids("none", "^")).isEqualTo("none");
    }

    @Test
    void what_means_nothing_has_no_colour() {
        assertThat(Palette.PLAIN.paint("a", "^")).isEqualTo("a");
        assertThat(Palette.BAD.paint("", "^")).isEmpty();
        assertThat(Palette.BAD.paint("a", "^")).isEqualTo("^31ma^0m");
    }
}
