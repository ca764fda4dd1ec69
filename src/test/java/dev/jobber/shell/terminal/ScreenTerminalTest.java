package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.console.Prompt.Read;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.log.LogLevel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScreenTerminalTest {
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String PASTE = "\u001b[200~%s\u001b[201~";

    @TempDir private Path folder;
    private VirtualShell shell;

    @BeforeEach
    void open() {
        shell =
                new VirtualShell(
                        70, 12, false, ScreenTerminalTest::completions, folder.resolve("history"));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void a_line_is_what_was_typed() throws InterruptedException {
        shell.type("start-job good\r");

        assertThat(shell.nextRead()).isEqualTo(new Read.Line("start-job good"));
    }

    @Test
    void log_lines_stand_above_the_line_being_typed_which_goes_on() throws InterruptedException {
        shell.type("start-job go");
        shell.awaitTyped("start-job go");

        shell.gateway().log(LogLevel.INFO, "Job completed fP9MyHo");
        shell.gateway().log(LogLevel.WARNING, "Job retry failed 7mdQbzA");
        shell.awaitShown("7mdQbzA\njobber> start-job go");
        shell.type("od\r");

        assertThat(shell.nextRead()).isEqualTo(new Read.Line("start-job good"));
        assertThat(shell.shown())
                .contains(
                        """
                        00:00:00.000 [info] Job completed fP9MyHo
                        00:00:00.000 [warning] Job retry failed 7mdQbzA
                        jobber> start-job good
                        """);
    }

    @Test
    void for_a_screen_reader_log_lines_wait_until_the_line_is_entered()
            throws InterruptedException {
        shell.lines().forScreenReader(true);
        shell.type("start-job go");
        shell.awaitTyped("start-job go");

        shell.gateway().log(LogLevel.INFO, "Job completed fP9MyHo");
        assertThat(shell.gateway().flush(Duration.ofSeconds(30))).isTrue();
        assertThat(shell.shown()).doesNotContain("[info]");
        shell.type("od\r");
        shell.nextRead();

        shell.awaitShown(
                "jobber> start-job good\n00:00:00.000 [info] Job completed fP9MyHo\njobber>");
    }

    @Test
    void for_a_screen_reader_tab_writes_a_line_for_each_word() {
        shell.lines().forScreenReader(true);
        shell.type("start-job g\t");

        shell.awaitShown(
                "good: sleeps five seconds\ngood morning: waits a little\njobber> start-job good");
    }

    @Test
    void answers_come_after_the_log_lines_before_them() {
        shell.gateway().log(LogLevel.INFO, "before");
        shell.console().print("ok #PID<0.157.0>");
        shell.gateway().log(LogLevel.INFO, "after");

        shell.awaitShown(
                """
                00:00:00.000 [info] before
                ok #PID<0.157.0>
                00:00:00.000 [info] after
                jobber>\
                """);
    }

    @Test
    void ctrl_c_gives_up_what_was_typed() throws InterruptedException {
        shell.type("start-job go");
        shell.awaitTyped("start-job go");
        shell.type(CTRL_C);

        assertThat(shell.nextRead()).isEqualTo(new Read.Interrupted());
        shell.awaitTyped("");
        shell.type("help\r");
        assertThat(shell.nextRead()).isEqualTo(new Read.Line("help"));
    }

    @Test
    void ctrl_d_ends_on_an_empty_line_only() throws InterruptedException {
        shell.type("help");
        shell.type(CTRL_D);
        shell.type("\r");
        assertThat(shell.nextRead()).isEqualTo(new Read.Line("help"));

        shell.awaitTyped("");
        shell.type(CTRL_D);
        assertThat(shell.nextRead()).isEqualTo(new Read.EndOfInput());
    }

    @Test
    void an_end_from_outside_ends_the_read_and_every_later_one() throws InterruptedException {
        shell.type("half typed");
        shell.awaitTyped("half typed");

        shell.lines().end();

        assertThat(shell.nextRead()).isEqualTo(new Read.EndOfInput());
        assertThat(shell.lines().read(VirtualShell.PROMPT)).isEqualTo(new Read.EndOfInput());
    }

    @Test
    void an_unfinished_line_is_asked_on_and_the_prompt_says_what_is_missing()
            throws InterruptedException {
        shell.type("echo 'a\r");
        shell.awaitShown("jobber> echo 'a\n     '>");
        shell.type("b' \\\r");
        shell.awaitShown("jobber> echo 'a\n     '> b' \\\n   ...>");
        shell.type("c\r");

        assertThat(shell.nextRead()).isEqualTo(new Read.Line("echo 'a\nb' \\\nc"));
    }

    @Test
    void lines_pasted_at_once_are_one_text() throws InterruptedException {
        shell.type(PASTE.formatted("start-job good\nstart-job bad\nrunning-imports"));
        shell.awaitTyped("start-job good\nstart-job bad\nrunning-imports");
        shell.type("\r");

        assertThat(shell.nextRead())
                .isEqualTo(new Read.Line("start-job good\nstart-job bad\nrunning-imports"));
    }

    @Test
    void an_exclamation_mark_and_a_backslash_are_what_they_are() throws InterruptedException {
        shell.type("echo bad!x \"\\n\" !!\r");

        assertThat(shell.nextRead()).isEqualTo(new Read.Line("echo bad!x \"\\n\" !!"));
    }

    @Test
    void tab_completes_a_word_that_can_become_one_thing_only() throws InterruptedException {
        shell.type("cou\t");
        shell.awaitTyped("count-children ");
        shell.type("\r");

        assertThat(shell.nextRead()).isEqualTo(new Read.Line("count-children "));
    }

    @Test
    void tab_offers_what_there_is_and_says_what_it_means() {
        shell.type("start-job g\t");

        shell.awaitShown("good          sleeps five seconds\ngood morning  waits a little");
        shell.awaitTyped("start-job good");
    }

    @Test
    void a_completion_with_a_blank_in_it_goes_on_as_the_word_has_begun()
            throws InterruptedException {
        shell.type("start-job good\\ m\t");
        shell.awaitTyped("start-job good\\ morning ");
        shell.type(CTRL_C);
        shell.nextRead();

        shell.type("start-job \"good m\t");
        shell.awaitTyped("start-job \"good morning\" ");
    }

    @Test
    void an_option_that_wants_a_value_is_completed_without_a_blank() {
        shell.type("start-job good --sl\t");

        shell.awaitTyped("start-job good --sleep=");
    }

    @Test
    void a_pid_is_completed_as_it_is_printed() {
        shell.type("stop #P\t");

        shell.awaitTyped("stop #PID<0.157.0> ");
    }

    @Test
    void ctrl_c_while_a_command_runs_is_the_commands() throws InterruptedException {
        shell.lines().end();
        shell.nextRead();
        var cancelled = new CountDownLatch(1);

        try (var _ = shell.lines().whileRunning(cancelled::countDown)) {
            shell.type(CTRL_C);
            cancelled.await();
        }

        assertThat(cancelled.getCount()).isZero();
    }

    @Test
    void the_lines_entered_are_the_history_and_up_brings_the_last_back()
            throws InterruptedException {
        shell.type("help\r");
        shell.nextRead();
        shell.type(" secret\r");
        shell.nextRead();
        shell.awaitTyped("");

        assertThat(shell.lines().history()).containsExactly("help");
        shell.type("\u0010"); // Ctrl-P
        shell.awaitTyped("help");
    }

    @Test
    void a_terminal_that_does_not_say_its_size_is_taken_for_80_by_24_until_it_is_given_back()
            throws IOException {
        var sizes = new ArrayList<Size>();
        var terminal =
                new LineDisciplineTerminal(
                        "test", "xterm", OutputStream.nullOutputStream(), StandardCharsets.UTF_8) {
                    @Override
                    public void setSize(Sized size) {
                        sizes.add(Size.of(size));
                        super.setSize(size);
                    }
                };
        terminal.setSize(Size.of(0, 0));
        try (var screen =
                new ScreenTerminal(terminal, new TerminalLook(false, true), new NoDriver())) {
            assertThat(screen.width()).isEqualTo(80);
        }
        assertThat(sizes).containsExactly(Size.of(0, 0), Size.of(80, 24), Size.of(0, 0));
    }

    private static List<Suggestion> completions(List<String> before, String current) {
        Stream<Suggestion> all =
                before.isEmpty()
                        ? Stream.of("start-job", "stop", "count-children", "help")
                                .map(name -> new Suggestion(name, "commands", "", true))
                        : Stream.of(
                                new Suggestion("good", "jobs", "sleeps five seconds", true),
                                new Suggestion("good morning", "jobs", "waits a little", true),
                                new Suggestion("--sleep=", "options", "for how long", false),
                                new Suggestion("#PID<0.157.0>", "pids", "JobRunner", true));
        return all.filter(suggestion -> suggestion.value().startsWith(current)).toList();
    }
}
