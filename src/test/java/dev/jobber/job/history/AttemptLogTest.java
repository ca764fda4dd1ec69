package dev.jobber.job.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AttemptLogTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> told = new ArrayList<>();
    private final AttemptLog log =
            new AttemptLog(
                    256 * 1024,
                    news -> {
                        if (news instanceof AttemptLog.News.Printed(String line)) {
                            told.add(line);
                        }
                    });

    private static void print(OutputLines lines, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        lines.add(bytes, bytes.length);
    }

    private static List<String> texts(AttemptLog.Kept kept) {
        return kept.lines().stream().map(OutputLine::text).toList();
    }

    @Test
    void lines_of_standard_error_are_marked_and_never_mixed_with_others() {
        print(log.output(), "one ");
        print(log.errors(), "bad ");
        print(log.output(), "line\ntwo");
        print(log.errors(), "thing\n");
        log.close();

        assertThat(texts(log.kept())).containsExactly("one line", "stderr: bad thing", "two");
        assertThat(told).containsExactly("one line", "stderr: bad thing", "two");
        assertThat(log.output().last()).isEqualTo("two");
    }

    @Test
    void a_line_without_an_end_is_shown_before_it_has_one() {
        print(log.output(), "name? ");
        assertThat(texts(log.kept())).containsExactly("name? ");
        print(log.output(), "joe\n");
        assertThat(texts(log.kept())).containsExactly("name? joe");
        assertThat(told).containsExactly("name? joe");
    }

    @Test
    void news_are_whole_lines_and_come_once() throws Exception {
        print(log.output(), "one\ntw");
        AttemptLog.Since first = log.await(0, LONG);
        assertThat(texts(first.kept())).containsExactly("one");
        assertThat(first.isLast()).isFalse();

        print(log.output(), "o\n");
        AttemptLog.Since second = log.await(first.next(), LONG);
        assertThat(texts(second.kept())).containsExactly("two");

        print(log.output(), "rest");
        log.close();
        AttemptLog.Since last = log.await(second.next(), LONG);
        assertThat(texts(last.kept())).containsExactly("rest");
        assertThat(last.isLast()).isTrue();
    }

    @Test
    void a_wait_ends_with_the_attempt() throws Exception {
        var news = new ArrayList<AttemptLog.Since>();
        Thread waiter =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                news.add(log.await(0, LONG));
                            } catch (InterruptedException ended) {
                                Thread.currentThread().interrupt();
                            }
                        });
        log.over();
        waiter.join();

        assertThat(news).singleElement().extracting(AttemptLog.Since::isLast).isEqualTo(true);
    }

    @Test
    void news_say_how_many_lines_are_lost() throws Exception {
        var small = new AttemptLog(1024, line -> {});
        for (int i = 0; i < 500; i++) {
            print(small.output(), "line " + i + "\n");
        }
        AttemptLog.Since news = small.await(100, LONG);

        assertThat(news.next()).isEqualTo(500);
        assertThat(news.kept().dropped()).isEqualTo(500 - 100 - news.kept().lines().size());
        assertThat(texts(news.kept()).getLast()).isEqualTo("line 499");
        assertThat(news.kept().isTruncated()).isTrue();
    }

    @Test
    void a_line_that_is_cut_makes_the_output_not_whole() {
        print(log.output(), "x".repeat(OutputLines.LONGEST_LINE + 3));
        log.close();

        assertThat(log.kept().isTruncated()).isTrue();
        assertThat(log.kept().lines().getFirst().bytes()).hasSize(OutputLines.LONGEST_LINE);
        assertThat(texts(log.kept()).getFirst()).endsWith("x [3 bytes cut]");
    }

    @Test
    void a_cut_leaves_no_half_of_a_character() {
        print(log.output(), "x" + "é".repeat(OutputLines.LONGEST_LINE));
        log.close();

        assertThat(texts(log.kept()).getFirst()).doesNotContain("\ufffd").contains("é [");
    }

    @Test
    void a_display_of_progress_is_not_cut() {
        for (int percent = 0; percent <= 100; percent++) {
            print(log.output(), "\r" + "#".repeat(1000) + percent + " %");
        }
        print(log.output(), "\ndone\n");

        assertThat(texts(log.kept())).containsExactly("#".repeat(1000) + "100 %", "done");
        assertThat(log.kept().isTruncated()).isFalse();
    }

    @Test
    void what_overwrites_a_character_overwrites_all_of_it() {
        print(log.output(), "😀😀\rab\n");
        assertThat(told).containsExactly("ab");
        print(log.output(), "😀😀\ra\n");
        assertThat(told).containsExactly("ab", "a😀");
    }

    @Test
    void marks_of_lines_go_with_them() {
        var small = new AttemptLog(2048, line -> {});
        for (int i = 0; i < 200_000; i++) {
            print(i % 3 == 0 ? small.errors() : small.output(), i + "\n");
        }
        List<String> lines = texts(small.kept());

        for (int i = 0; i < lines.size(); i++) {
            int number = 200_000 - lines.size() + i;
            assertThat(lines.get(i)).isEqualTo((number % 3 == 0 ? "stderr: " : "") + number);
        }
    }
}
