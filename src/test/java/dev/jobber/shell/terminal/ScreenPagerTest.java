package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.console.Pager;
import dev.jobber.shell.log.LogLevel;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenPagerTest {
    private static final int ROWS = 8;

    @TempDir Path folder;

    private VirtualShell shell;
    private Pager pager;
    private final CountDownLatch left = new CountDownLatch(1);

    /// The shell reads no line meanwhile, as while an answer is written.
    @BeforeEach
    void open() throws InterruptedException {
        shell = new VirtualShell(40, ROWS, false, (_, _) -> List.of(), folder.resolve("history"));
        shell.type("\u0004");
        shell.nextRead();
        pager = shell.lines().pager().orElseThrow();
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private void show(Iterator<String> parts) {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    pager.show(parts);
                    left.countDown();
                });
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    private void awaitLeft() throws InterruptedException {
        assertThat(left.await(30, TimeUnit.SECONDS)).as("left, on %s", shell).isTrue();
    }

    @Test
    void a_text_is_shown_page_by_page_until_the_user_leaves() throws InterruptedException {
        show(List.of(String.join("\n", lines(0, 20))).iterator());

        shell.awaitShown("line 0\n");
        shell.type(" ");
        shell.awaitShown("line 8\n");
        shell.type("q");

        awaitLeft();
    }

    @Test
    void the_lines_of_a_tree_are_no_letters() throws InterruptedException {
        show(List.of("root\n├── a\n└── b").iterator());

        shell.awaitShown("┣━━ a\n┗━━ b");

        shell.type("q");
        awaitLeft();
    }

    @Test
    void no_line_of_the_log_comes_between_and_none_is_lost() throws InterruptedException {
        show(List.of(String.join("\n", lines(0, 20))).iterator());
        shell.awaitShown("line 0\n");

        shell.gateway().log(LogLevel.INFO, "meanwhile");
        shell.type(" ");
        shell.awaitShown("line 8\n");

        assertThat(shell.shown()).doesNotContain("meanwhile");
        shell.type("q");
        awaitLeft();
        shell.awaitShown("meanwhile");
    }

    @Test
    void parts_are_made_when_they_are_looked_at() throws InterruptedException {
        var made = new AtomicInteger();
        show(
                IntStream.range(0, 1_000)
                        .mapToObj(i -> {
                            made.incrementAndGet();
                            return String.join("\n", lines(100 * i, 100 * i + 100));
                        })
                        .iterator());

        shell.awaitShown("line 0\n");
        assertThat(made).hasValueLessThan(50);
        shell.type("q");
        awaitLeft();
    }

    @Test
    void the_end_of_the_program_ends_it() throws InterruptedException {
        show(List.of(String.join("\n", lines(0, 20))).iterator());
        shell.awaitShown("line 0\n");

        shell.lines().end();

        awaitLeft();
    }

    @Test
    void it_knows_how_many_rows_there_are() {
        assertThat(pager.rows()).isEqualTo(ROWS);
    }
}
