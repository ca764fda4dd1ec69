package dev.jobber.job.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OutputLinesTest {
    private final List<String> told = new ArrayList<>();
    private final AttemptLog log =
            new AttemptLog(
                    256 * 1024,
                    news -> {
                        if (news instanceof AttemptLog.News.Printed(String line)) {
                            told.add(line);
                        }
                    });
    private final OutputLines lines = log.output();

    private void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        lines.add(bytes, bytes.length);
    }

    private List<String> kept() {
        return log.kept().lines().stream().map(OutputLine::text).toList();
    }

    @Test
    void a_line_is_told_when_it_is_whole() {
        print("one\ntw");
        assertThat(told).containsExactly("one");
        print("o\n");
        assertThat(told).containsExactly("one", "two");
        assertThat(kept()).containsExactly("one", "two");
    }

    @Test
    void a_last_line_without_an_end_counts() {
        print("one\ntwo");
        lines.end();
        assertThat(told).containsExactly("one", "two");
        assertThat(kept()).containsExactly("one", "two");
        assertThat(lines.last()).isEqualTo("two");
    }

    @Test
    void the_last_line_is_the_last_that_says_something() {
        print("one\n\n  \n");
        lines.end();
        assertThat(lines.last()).isEqualTo("one");
    }

    @Test
    void a_line_that_is_too_long_is_cut_and_says_so() {
        print("x".repeat(70_000) + "\nnext\n");
        assertThat(told).hasSize(2);
        assertThat(told.getFirst())
                .startsWith("xxx")
                .endsWith("x [" + (70_000 - OutputLines.LONGEST_LINE) + " bytes cut]");
        assertThat(told.getLast()).isEqualTo("next");
    }

    @Test
    void a_carriage_return_overwrites_the_line_and_before_a_newline_is_part_of_it() {
        print("10 %\r20 %\rdone\nlonger\rsh\nwindows\r\n");
        assertThat(told).containsExactly("done", "shnger", "windows");
    }

    @Test
    void bytes_that_are_not_utf_8_become_replacement_characters_and_stay_as_they_are_in_the_ring() {
        byte[] bytes = {'a', (byte) 0xff, 'b', '\n'};
        lines.add(bytes, bytes.length);
        assertThat(told).containsExactly("a\ufffdb");
        assertThat(log.kept().lines())
                .singleElement()
                .extracting(OutputLine::bytes)
                .isEqualTo(bytes);
    }

    @Property
    void the_ring_keeps_the_last_lines_and_counts_the_others(
            @ForAll @Size(max = 60) List<@AlphaChars @StringLength(max = 30) String> printed,
            @ForAll @IntRange(min = 200, max = 400) int limit,
            @ForAll @IntRange(min = 1, max = 50) int piece) {
        var all = new AttemptLog(limit, line -> {});
        byte[] bytes =
                printed.stream()
                        .map(line -> line + "\n")
                        .reduce("", String::concat)
                        .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i += piece) {
            byte[] part = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + piece));
            all.output().add(part, part.length);
        }

        AttemptLog.Kept kept = all.kept();
        int size = kept.lines().stream().mapToInt(line -> line.bytes().length).sum();

        assertThat(size).isLessThanOrEqualTo(limit);
        assertThat(kept.lines())
                .extracting(OutputLine::text)
                .isEqualTo(printed.subList((int) kept.dropped(), printed.size()));
        if (kept.dropped() > 0) {
            String lastDropped = printed.get((int) kept.dropped() - 1);
            assertThat(size + lastDropped.length() + 1).isGreaterThan(limit - 31);
        }
    }
}
