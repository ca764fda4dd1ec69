package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.console.Key;
import dev.jobber.shell.console.Prompt.Read;
import dev.jobber.shell.log.LogLevel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.jline.terminal.Attributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScreenTakeoverTest {
    @TempDir private Path folder;
    private VirtualShell shell;
    private final CountingView view = new CountingView("the view");

    @BeforeEach
    void open() {
        shell = new VirtualShell(60, 10, false, (_, _) -> List.of(), folder.resolve("history"));
        shell.runs(line -> {
            if (line.equals("show")) {
                assertThat(shell.lines().show(view)).isTrue();
            }
        });
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private void show() {
        shell.type("show\r");
        shell.awaitShown("the view");
    }

    @Test
    void a_view_has_the_screen_until_it_is_left_and_then_the_prompt_is_where_it_was()
            throws InterruptedException {
        show();
        int before = view.pictures();
        shell.awaitThat(() -> view.pictures() > before + 2);
        shell.type("q");

        assertThat(shell.nextRead()).isEqualTo(new Read.Line("show"));
        shell.type("next");
        shell.awaitTyped("next");
        shell.awaitShown("jobber> show\njobber> next");
        assertThat(shell.shown()).doesNotContain(CountingView.MARK);
    }

    @Test
    void keys_arrive_as_what_they_are_and_escape_alone_too() {
        show();
        shell.type("j進\u001b[A\u001bOB\u001b[5~\u001b[1;5C\r\t\u007f\u001b/\u001b\u001b");

        var keys =
                List.of(
                        new Key.Typed("j"),
                        new Key.Typed("進"),
                        Key.Special.UP,
                        Key.Special.DOWN,
                        Key.Special.PAGE_UP,
                        Key.Special.ENTER,
                        Key.Special.TAB,
                        Key.Special.BACKSPACE,
                        Key.Special.ESCAPE,
                        new Key.Typed("/"),
                        Key.Special.ESCAPE,
                        Key.Special.ESCAPE);
        shell.awaitThat(() -> view.pressed().size() >= keys.size());
        assertThat(view.pressed()).isEqualTo(keys);
        shell.type("q");
    }

    @Test
    void ctrl_c_leaves_the_view_and_cancels_nothing() throws InterruptedException {
        show();
        shell.type("\u0003");

        assertThat(shell.nextRead()).isEqualTo(new Read.Line("show"));
        assertThat(view.pressed()).containsExactly(Key.Special.LEAVE);
    }

    @Test
    void lines_of_the_log_wait_and_come_afterwards_in_order() throws InterruptedException {
        show();
        for (int i = 0; i < 50; i++) {
            shell.gateway().log(LogLevel.INFO, "line " + i);
        }
        int before = view.pictures();
        shell.awaitThat(() -> view.pictures() > before + 2);
        assertThat(shell.shown()).doesNotContain("[info]");
        shell.type("q");
        shell.nextRead();
        shell.awaitShown("[info] line 49");

        assertThat(shell.rows().stream().filter(row -> row.contains("[info]")))
                .hasSize(50)
                .isSortedAccordingTo(
                        Comparator.comparingInt(
                                row -> Integer.parseInt(row.replaceAll(".*line ", "").strip())));
    }

    @Test
    void of_very_many_lines_the_last_are_shown_and_the_others_are_counted()
            throws InterruptedException {
        show();
        int shown = VirtualShell.KEPT / 10;
        for (int i = 0; i < shown + 7; i++) {
            shell.gateway().log(LogLevel.INFO, "line " + i + ".");
        }
        shell.type("q");
        shell.nextRead();

        shell.awaitShown("line " + (shown + 6) + ".");
        assertThat(shell.shown())
                .contains("7 lines held back: logs --since 1s\n00:00:00.000 [info] line 7.")
                .doesNotContain("line 6.");
    }

    @Test
    void the_terminal_has_its_settings_again_also_after_a_view_that_fails()
            throws InterruptedException {
        var failures = new LinkedBlockingQueue<String>();
        shell.runs(line -> {
            var broken =
                    new CountingView("broken") {
                        @Override
                        public List<String> draw(int columns, int rows) {
                            throw new IllegalStateException("broken");
                        }
                    };
            Attributes before = shell.attributes();
            try {
                var _ = shell.lines().show(broken);
            } catch (IllegalStateException broke) {
                failures.add(String.valueOf(broke.getMessage()));
            }
            assertThat(shell.attributes().toString()).isEqualTo(before.toString());
        });
        shell.type("show\r");

        assertThat(shell.nextRead()).isEqualTo(new Read.Line("show"));
        assertThat(failures).containsExactly("broken");
        shell.type("x");
        shell.awaitTyped("x");
        shell.awaitShown("jobber> show\njobber> x");
    }

    @Test
    void an_end_from_outside_gives_the_screen_back_first() throws InterruptedException {
        show();

        shell.lines().end();

        assertThat(shell.shown()).doesNotContain(CountingView.MARK).contains("jobber> show");
        assertThat(shell.nextRead()).isEqualTo(new Read.Line("show"));
        assertThat(shell.nextRead()).isEqualTo(new Read.EndOfInput());
    }

    @Test
    void the_picture_follows_the_size_of_the_window() {
        show();
        shell.resize(20, 6);
        shell.awaitThat(() -> shell.shown().lines().anyMatch(row -> row.startsWith("@@ 5 ")));
        shell.resize(90, 30);
        shell.awaitThat(() -> shell.shown().lines().anyMatch(row -> row.startsWith("@@ 29 ")));
        shell.type("q");
    }

    @Test
    void a_question_is_answered_by_a_line_that_the_history_does_not_get()
            throws InterruptedException {
        var answers = new LinkedBlockingQueue<Boolean>();
        shell.runs(_ -> answers.add(shell.lines().confirms("this stops 7 processes. Go on")));

        shell.type("stop\r");
        shell.awaitShown("this stops 7 processes. Go on? [y/N]");
        shell.gateway().log(LogLevel.INFO, "meanwhile");
        shell.awaitShown("[info] meanwhile\nthis stops 7 processes. Go on? [y/N]");
        shell.type("y\r");
        shell.nextRead();
        shell.awaitTyped("");
        shell.type("stop\r");
        shell.awaitThat(() -> shell.shown().split("Go on\\? \\[y/N]", -1).length == 3);
        shell.type("it's not\r");
        shell.nextRead();

        assertThat(answers).containsExactly(true, false);
        assertThat(shell.lines().history()).containsExactly("stop");
    }

    @Test
    void ctrl_c_at_a_question_says_no() throws InterruptedException {
        var answers = new LinkedBlockingQueue<Boolean>();
        shell.runs(_ -> answers.add(shell.lines().confirms("this stops 7 processes. Go on")));
        shell.type("stop\r");
        shell.awaitShown("[y/N]");
        shell.type("\u0003");
        shell.nextRead();

        assertThat(answers).containsExactly(false);
    }
}
