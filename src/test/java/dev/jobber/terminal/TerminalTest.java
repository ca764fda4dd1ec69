package dev.jobber.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.launcher.BuiltProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `scripts/jobber`, typed into a real terminal.
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
class TerminalTest {
    private static final String PROMPT = JobberProcess.PROMPT;

    @TempDir private Path home;
    private JobberProcess jobber;
    private Tmux terminal;

    @BeforeAll
    static void build() {
        BuiltProgram.build();
    }

    @BeforeEach
    void open() {
        jobber = new JobberProcess(home);
        terminal = jobber.terminal();
    }

    @AfterEach
    void close() {
        jobber.close();
    }

    @Test
    void a_command_is_typed_completed_and_run() {
        jobber.start("--no-rc");

        terminal.type("ec");
        terminal.press("Tab");
        terminal.awaitLastLine(PROMPT + " echo");
        terminal.enter("one two");

        terminal.awaitText("\none two\n" + PROMPT);
        jobber.quit();
    }

    /// The server takes connections and says nothing.
    @Test
    void the_prompt_answers_while_a_store_is_opened_and_ends_when_that_cannot_be()
            throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String place = "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/jobs";
            jobber.start("--no-rc --store '" + place + "'");

            terminal.enter("echo alive");
            terminal.awaitText("\nalive\n");
            terminal.awaitText("rc=1 echo");

            assertThat(terminal.screen())
                    .containsOnlyOnce("jobber: the store " + place + " cannot be opened: ");
        }
    }

    @Test
    void an_unfinished_quote_is_asked_for_and_may_be_given_up() {
        jobber.start("--no-rc");

        terminal.enter("echo 'a");
        terminal.awaitLastLine("     '>");
        terminal.enter("b'");
        terminal.awaitText("\na\nb\n" + PROMPT);
        terminal.enter("echo \"");
        terminal.awaitLastLine("     \">");
        terminal.press("C-c");

        terminal.awaitLastLine(PROMPT);
        jobber.quit();
    }

    @Test
    void ctrl_c_clears_the_line_and_ctrl_d_on_an_empty_line_ends_the_shell() {
        jobber.start("--no-rc");

        terminal.type("half typed");
        terminal.awaitLastLine(PROMPT + " half typed");
        terminal.press("C-c");
        terminal.awaitLastLine(PROMPT);
        terminal.press("C-d");

        jobber.assertEnded(0);
    }

    @Test
    void ctrl_c_cancels_the_command_that_runs_and_the_shell_lives_on() {
        jobber.start("--no-rc");

        terminal.enter("echo begun; sleep 1h");
        terminal.awaitText("\nbegun");
        terminal.press("C-c");
        terminal.awaitText("cancelled");

        terminal.awaitLastLine(PROMPT);
        terminal.enter("echo alive");
        terminal.awaitText("\nalive\n");
        jobber.quit();
    }

    @Test
    void ctrl_c_right_after_enter_cancels_the_command_of_the_line() {
        jobber.start("--no-rc");

        for (int i = 0; i < 5; i++) {
            terminal.press("sleep 1h", "Enter", "C-c");
            terminal.awaitText("cancelled");
            terminal.awaitLastLine(PROMPT);
            terminal.enter("clear");
            terminal.await(PROMPT::equals, "nothing but the prompt");
        }
        jobber.quit();
    }

    @Test
    void lines_pasted_at_once_run_one_by_one_and_stop_at_the_first_error() {
        jobber.start("--no-rc");

        terminal.paste("echo one\necho 'two\nhalves'\nnonsense\necho never");
        terminal.awaitText("echo never");
        terminal.press("Enter");

        terminal.awaitText("unknown command 'nonsense'");
        terminal.awaitLastLine(PROMPT);
        assertThat(terminal.everything())
                .contains("\none\n", "\ntwo\nhalves\n")
                .doesNotContain("\nnever\n");
        jobber.quit();
    }

    @Test
    void a_resized_window_keeps_the_line_being_typed() {
        jobber.start("--no-rc");

        terminal.type("echo one two three four five");
        terminal.awaitText("four five");
        terminal.resize(20, 5);
        terminal.await(screen -> screen.contains("five"), "the line in a small window");
        terminal.resize(100, 30);
        terminal.type(" six");
        terminal.awaitText("six");
        terminal.press("Enter");

        terminal.awaitText("\none two three four five six\n");
        jobber.quit();
    }

    @Test
    void sigterm_ends_it_in_order_with_143() {
        jobber.start("--no-rc");
        terminal.type("half typed");
        terminal.awaitText("half typed");

        jobber.signal("TERM");

        jobber.assertEnded(143);
    }

    @Test
    void sighup_ends_it_in_order_with_129_even_while_a_command_runs() {
        jobber.start("--no-rc");
        terminal.enter("echo begun; sleep 1h");
        terminal.awaitText("\nbegun");

        jobber.signal("HUP");

        jobber.assertEnded(129);
    }

    @Test
    void ctrl_c_ends_a_script_with_130() {
        terminal.enter(JobberProcess.command("-c 'echo begun; sleep 1h'"));
        terminal.awaitText("\nbegun");
        terminal.press("C-c");

        jobber.assertEnded(130);
    }

    @Test
    void ctrl_z_stops_the_shell_and_fg_brings_the_line_being_typed_back() {
        terminal.enter("set -m");
        jobber.start("--no-rc");
        terminal.type("echo one");
        terminal.awaitLastLine(PROMPT + " echo one");

        terminal.press("C-z");
        terminal.awaitText("Stopped");
        terminal.enter("fg");
        terminal.awaitLastLine(PROMPT + " echo one");
        terminal.enter(" two");
        terminal.awaitText("\none two\n");
        terminal.enter("quit");

        terminal.awaitLastLine("$");
    }

    @Test
    void lines_entered_are_there_in_the_next_shell_except_those_that_begin_with_a_blank()
            throws IOException {
        jobber.start("--no-rc");
        terminal.enter("echo one");
        terminal.awaitText("\none\n");
        terminal.enter(" echo secret");
        terminal.awaitText("\nsecret\n");
        jobber.quit();

        jobber.start("--no-rc");
        terminal.press("Up", "Up");
        terminal.awaitLastLine(PROMPT + " echo one");
        terminal.press("C-c");
        terminal.awaitLastLine(PROMPT);
        jobber.quit();

        assertThat(Files.readString(home.resolve(".local/state/jobber/history")))
                .isEqualTo("echo one\nquit\n");
    }

    @Test
    void two_shells_at_once_keep_the_lines_of_both() throws IOException {
        try (var other = new JobberProcess(home)) {
            jobber.start("--no-rc");
            other.start("--no-rc");
            terminal.enter("echo one");
            terminal.awaitText("\none\n");
            other.terminal().enter("echo two");
            other.terminal().awaitText("\ntwo\n");
            terminal.enter("echo three");
            terminal.awaitText("\nthree\n");
            jobber.quit();
        }

        assertThat(Files.readString(home.resolve(".local/state/jobber/history")))
                .startsWith("echo one\necho two\necho three\n");
    }

    @Test
    void a_home_that_cannot_be_written_is_one_warning_and_the_shell_works() throws IOException {
        Files.writeString(home.resolve(".local"), "a file where a folder should be");
        jobber.start("--no-rc");

        terminal.awaitText("history is kept in memory only");
        terminal.enter("echo one");
        terminal.awaitText("\none\n");
        terminal.press("Up");
        terminal.awaitLastLine(PROMPT + " echo one");
        terminal.press("Enter");
        terminal.awaitText("\none\n" + PROMPT + " echo one\none\n");
        jobber.quit();
    }

    @Test
    void a_dumb_terminal_edits_its_line_itself() {
        terminal.enter("TERM=dumb " + JobberProcess.command("--no-rc"));
        terminal.awaitLastLine(PROMPT);

        terminal.enter("echo 'one");
        terminal.awaitLastLine("     '>");
        terminal.enter("two'");
        terminal.awaitText("\none\ntwo\n");
        terminal.enter("echo begun; sleep 1h");
        terminal.awaitText("\nbegun");
        terminal.press("C-c");
        terminal.awaitText("cancelled");
        terminal.awaitLastLine(PROMPT);
        terminal.press("C-d");

        jobber.assertEnded(0);
    }

    @Test
    void colours_are_for_terminals_that_have_them() {
        jobber.start("--no-rc");
        terminal.enter("nonsense");
        terminal.awaitText("unknown command");
        assertThat(terminal.withColours()).contains("\u001b[31m");
        jobber.quit();

        terminal.enter("clear");
        terminal.enter("NO_COLOR=1 " + JobberProcess.command("--no-rc"));
        terminal.awaitLastLine(PROMPT);
        terminal.enter("nonsense");
        terminal.awaitText("unknown command");
        assertThat(terminal.withColours()).doesNotContain("\u001b[3");
        jobber.quit();
    }

    @Test
    void ctrl_c_cancels_the_start_up_rc_file_says_where_and_opens_the_prompt() throws IOException {
        Files.writeString(
                home.resolve("slow.rc"),
                "x = echo one\nstart-job sim --ok --id first\nwatch -n 1h echo begun; x = echo two\n");
        terminal.enter(JobberProcess.command("--rc slow.rc"));
        terminal.awaitText("Job exiting first");
        terminal.awaitText("begun");
        terminal.press("C-c");

        terminal.awaitText("error: slow.rc:3:1: cancelled");
        terminal.awaitLastLine(PROMPT);
        terminal.enter("echo $x");
        terminal.awaitText("\none\n" + PROMPT);
        jobber.quit();
    }

    @Test
    void ctrl_c_cancels_a_file_that_is_sourced_and_says_where() throws IOException {
        Files.writeString(home.resolve("outer"), "source inner\n");
        Files.writeString(
                home.resolve("inner"),
                "x = echo one; start-job sim --ok --id first\nwatch -n 1h echo begun\nx = echo two\n");
        jobber.start("--no-rc");

        terminal.enter("source outer");
        terminal.awaitText("Job exiting first");
        terminal.awaitText("begun");
        terminal.press("C-c");

        terminal.awaitText("error: inner:2:1: cancelled");
        terminal.awaitLastLine(PROMPT);
        terminal.enter("echo $x");
        terminal.awaitText("\none\n" + PROMPT);
        jobber.quit();
    }

    @Test
    void a_window_that_is_closed_sends_sighup_twice_which_is_one() {
        jobber.start("--no-rc");
        terminal.enter("start-job sim --sleep 1h --ok; echo begun; sleep 1h");
        terminal.awaitText("\nbegun");

        jobber.signalTwice("HUP");

        jobber.assertEnded(129);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-kitty", "alacritty", "tmux-256color", "linux"})
    void a_terminal_of_a_newer_type_edits_lines(String type) {
        terminal.enter("clear; TERM=" + type + " " + JobberProcess.command("--no-rc"));
        terminal.awaitLastLine(PROMPT);

        terminal.type("echo tow");
        terminal.press("Left", "BSpace", "Right");
        terminal.type("wo");
        terminal.press("Enter");

        terminal.awaitText("\ntwwo\n" + PROMPT);
        assertThat(terminal.everything()).doesNotContain("warning", "infocmp");
        jobber.quit();
    }

    /// tmux sends its own keys, whatever the type says.
    @ParameterizedTest(name = "TERM={0}")
    @ValueSource(strings = {"xterm-256color", "linux", "rxvt", "vt100"})
    void home_end_and_delete_are_keys_on_a_terminal_of_another_type(String type) {
        terminal.enter("clear; TERM=" + type + " " + JobberProcess.command("--no-rc"));
        terminal.awaitLastLine(PROMPT);

        terminal.type("xcho b cd");
        terminal.press("Home", "DC");
        terminal.type("e");
        terminal.press("End", "F5", "C-Left");
        terminal.type("a ");
        terminal.press("Enter");

        terminal.awaitText("\nb a cd\n" + PROMPT);
        jobber.quit();
    }

    @ParameterizedTest(name = "TERM={0}")
    @CsvSource({"nonsense, true", "unknown, true", "'', false"})
    void a_terminal_of_an_unknown_type_edits_its_line_itself_and_says_so(
            String type, boolean said) {
        terminal.enter("clear; TERM='" + type + "' " + JobberProcess.command("--no-rc"));
        terminal.awaitLastLine(PROMPT);
        terminal.enter("echo one");
        terminal.awaitText("\none\n");

        assertThat(
                        terminal.everything()
                                .contains(
                                        "the terminal type '"
                                                + type
                                                + "' is unknown on this machine"))
                .isEqualTo(said);
        terminal.press("C-d");
        jobber.assertEnded(0);
    }

    @Test
    void what_is_typed_is_utf_8_in_the_c_locale_too() {
        terminal.enter("clear; LC_ALL=C " + JobberProcess.command("--no-rc"));
        terminal.awaitLastLine(PROMPT);

        terminal.enter("echo é漢");

        terminal.awaitText(PROMPT + " echo é漢\né漢\n");
        jobber.quit();
    }

    @Test
    void a_tree_is_drawn_in_ascii_in_the_c_locale() {
        terminal.enter("clear; LC_ALL=C " + JobberProcess.command("--no-rc"));
        terminal.awaitLastLine(PROMPT);

        terminal.enter("tree");

        terminal.awaitText("\n`-- JobRunner");
        jobber.quit();
    }
}
