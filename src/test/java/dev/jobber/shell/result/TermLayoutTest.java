package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermLayoutTest {
    /// A term as Elixir lays it out.
    record Sample(int width, String term, String laidOut) {
        @Override
        public String toString() {
            return width + ": " + term.substring(0, Math.min(40, term.length()));
        }
    }

    static Stream<Sample> samples() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/inspect/elixir.txt"));
        return Pattern.compile("(?ms)^=== (\\d+)\\n(.*?)\\n---\\n(.*?)\\n(?====|\\z)")
                .matcher(text)
                .results()
                .map(found ->
                        new Sample(
                                Integer.parseInt(found.group(1)), found.group(2), found.group(3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void a_term_is_laid_out_as_by_elixir(Sample sample) {
        assertThat(TermLayout.of(sample.term(), 0, sample.width())).isEqualTo(sample.laidOut());
    }

    @Test
    void there_are_samples() throws IOException {
        assertThat(samples()).hasSizeGreaterThan(20);
    }

    @Test
    void what_stands_before_a_term_counts_for_its_first_line_alone() {
        assertThat(TermLayout.of("%{a: 1, b: [1, 2]}", 3, 20))
                .isEqualTo("%{\n  a: 1,\n  b: [1, 2]\n}");
        assertThat(TermLayout.of("%{a: 1, b: [1, 2]}", 2, 20)).isEqualTo("%{a: 1, b: [1, 2]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a text that is no term and longer than the line",
                "[1, 2, 3, 4, 5, 6, 7",
                "[1, 2, 3, 4, 5, 6, 7]]]",
                "\"a text that has no end, [1, 2]",
                "%{a: \"a text that has no end, [1, 2]}",
                "Sim[a=[1, 2}, b=345678901234567890]"
            })
    void what_is_no_term_stays_as_it_is(String text) {
        assertThat(TermLayout.of(text, 0, 10)).isEqualTo(text);
    }

    @Test
    void words_with_brackets_in_them_are_not_broken() {
        assertThat(TermLayout.of("[#Work<sim --ok '[a, b]'>, #PID<0.1.0>, 1]", 0, 30))
                .isEqualTo("[#Work<sim --ok '[a, b]'>,\n #PID<0.1.0>, 1]");
    }
}
