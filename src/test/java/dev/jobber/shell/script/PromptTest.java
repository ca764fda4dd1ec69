package dev.jobber.shell.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.JobRequest;
import dev.jobber.job.kind.Sim;
import dev.jobber.shell.TestSession;
import dev.jobber.shell.console.Pager;
import dev.jobber.shell.console.TestPrompt;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTest {
    @Test
    void the_shell_lives_on_after_errors() {
        assertThat(typed("bogus", "echo a", "sleep 5sec", "echo \"a\\q\"", "echo b"))
                .isEqualTo(
                        """
                        jobber> bogus
                        error: unknown command 'bogus' ('help' lists the commands)
                        jobber> echo a
                        a
                        jobber> sleep 5sec
                        error: unknown duration '5sec' (did you mean '5s'?)
                        jobber> echo "a\\q"
                        error: unknown escape '\\q' (expected one of \\n \\t \\\\ \\" \\$)
                        jobber> echo b
                        b
                        """);
    }

    @ParameterizedTest(name = "pager {0}: {1} rows")
    @CsvSource({
        "auto, 3, false",
        "auto, 2, true",
        "auto, 1, true",
        "on, 10, true",
        "off, 1, false"
    })
    void an_answer_longer_than_the_screen_is_shown_page_by_page(
            String setting, int rows, boolean isPaged) {
        var screen = new ByteArrayOutputStream();
        var test = TestSession.on(screen);
        var paged = new ArrayList<String>();
        var pager =
                new Pager() {
                    @Override
                    public int rows() {
                        return rows;
                    }

                    @Override
                    public void show(Iterator<String> parts) {
                        parts.forEachRemaining(paged::add);
                    }
                };
        List<String> lines = List.of("set pager " + setting, "echo \"a\\nb\"", "set pager off");
        test.shell()
                .interact(
                        new TestPrompt(lines, screen, test.session().log()) {
                            @Override
                            public Optional<Pager> pager() {
                                return Optional.of(pager);
                            }
                        });

        assertThat(paged).isEqualTo(isPaged ? List.of("a\nb") : List.of());
        assertThat(screen.toString(StandardCharsets.UTF_8).contains("\na\nb\n"))
                .isEqualTo(!isPaged);
    }

    @Test
    void ctrl_c_ends_a_long_list_and_what_follows_it_on_its_line() {
        var screen = new ByteArrayOutputStream();
        var test = TestSession.on(screen);
        for (int i = 0; i < 2_500; i++) {
            var _ =
                    test.session()
                            .observer()
                            .jobber()
                            .startJob(JobRequest.of(Sim.ok(Duration.ofMinutes(1))));
        }
        var prompt =
                new TestPrompt(
                        List.of("jobs; echo never", "echo b"), screen, test.session().log()) {
                    private int running;

                    @Override
                    public Running whileRunning(Runnable cancel) {
                        running++;
                        if (running == 2) { // the first is the command itself
                            cancel.run();
                        }
                        return super.whileRunning(cancel);
                    }
                };

        test.shell().interact(prompt);

        List<String> lines = screen.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(1 + 1 + 100 + 3);
        assertThat(lines.subList(102, 105))
                .containsExactly("error: cancelled", "jobber> echo b", "b");
    }

    @Test
    void what_follows_a_failed_command_on_its_line_is_not_run() {
        assertThat(typed("bogus; echo a", "echo b"))
                .isEqualTo(
                        """
                        jobber> bogus; echo a
                        error: unknown command 'bogus' ('help' lists the commands)
                        jobber> echo b
                        b
                        """);
    }

    @Test
    void pasted_lines_are_run_one_by_one_up_to_the_first_error() {
        assertThat(typed("echo a\necho 'b\nc'; echo d\nbogus\necho e", "echo f"))
                .isEqualTo(
                        """
                        jobber> echo a
                        echo 'b
                        c'; echo d
                        bogus
                        echo e
                        a
                        b
                        c
                        d
                        error: unknown command 'bogus' ('help' lists the commands)
                        jobber> echo f
                        f
                        """);
    }

    @Test
    void a_session_that_was_copied_runs_without_its_answers() {
        assertThat(
                        typed(
                                """
                                jobber> echo a
                                a
                                jobber> echo 'b
                                     '> c'
                                b
                                bogus
                                jobber> echo d \\
                                   ...> e\
                                """))
                .endsWith("\na\nb\nc\nd e\n");
    }

    @Test
    void a_session_copied_from_behind_its_first_prompt_runs_too() {
        assertThat(typed("echo a\na\njobber> echo b\nb\njobber> ", "echo c"))
                .endsWith("\na\nb\njobber> echo c\nc\n");
    }

    @Test
    void the_second_prompt_says_what_is_missing() {
        assertThat(typed("echo 'a", "b'", "echo \\", "c"))
                .isEqualTo(
                        """
                        jobber> echo 'a
                             '> b'
                        a
                        b
                        jobber> echo \\
                           ...> c
                        c
                        """);
    }

    @Test
    void an_interrupt_gives_up_what_was_typed() {
        assertThat(typed("echo 'a", TestPrompt.INTERRUPT, "echo b"))
                .isEqualTo(
                        """
                        jobber> echo 'a
                             '> ^C
                        jobber> echo b
                        b
                        """);
    }

    @Test
    void quit_ends_the_shell() {
        assertThat(typed("quit; echo a", "echo b")).isEqualTo("jobber> quit; echo a\n");
    }

    @Test
    void history_shows_the_lines() {
        assertThat(typed("echo a", "history")).endsWith("    1  echo a\n    2  history\n");
    }

    @Test
    void ten_thousand_pasted_lines_are_run() {
        String lines =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> "echo " + i)
                        .collect(Collectors.joining("\n"));

        assertThat(typed(lines, "echo end")).endsWith("\n9998\n9999\njobber> echo end\nend\n");
    }

    @Test
    void an_interrupt_cancels_the_command_and_not_the_shell() throws InterruptedException {
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var prompt =
                new TestPrompt(
                        List.of(),
                        new ByteArrayOutputStream(),
                        TestSession.open().session().log()) {
                    @Override
                    public Running whileRunning(Runnable cancel) {
                        Thread.startVirtualThread(() -> {
                            await(started);
                            cancel.run();
                        });
                        return () -> {};
                    }
                };

        Answer answer =
                CommandRunner.cancelledBy(prompt, _ -> {})
                        .run(() -> {
                            started.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                interrupted.countDown();
                            }
                            return Answer.silent();
                        });

        assertThat(answer).isEqualTo(Answer.failed(UserError.of(ErrorCode.CANCELLED, "cancelled")));
        interrupted.await();
    }

    @Test
    void a_command_that_breaks_is_an_error() {
        var broken = new IllegalStateException("oh");

        Answer answer =
                CommandRunner.direct()
                        .run(() -> {
                            throw broken;
                        });

        assertThat(answer)
                .isEqualTo(
                        new Answer.Failed(
                                new UserError(
                                        ErrorCode.INTERNAL_ERROR,
                                        "the command failed because of an error in jobber: java.lang.IllegalStateException: oh",
                                        "'set traces on' shows the stack trace next time"),
                                1,
                                Optional.of(broken)));
    }

    @Test
    void a_command_that_overflows_the_stack_is_an_error_too() {
        assertThat(CommandRunner.direct().run(PromptTest::forEver))
                .isInstanceOf(Answer.Failed.class);
    }

    private static Answer forEver() {
        return Answer.of(forEver() instanceof Answer.Ok ? Value.nothing() : new Value.Whole(1));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String typed(String... lines) {
        return TestSession.typed("", List.of(lines));
    }
}
