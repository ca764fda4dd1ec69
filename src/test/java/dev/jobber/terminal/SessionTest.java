package dev.jobber.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.launcher.BuiltProgram;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// The document's experiments, typed into a real terminal: with the jobs of `jobber.rc`, but in
/// less time.
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
class SessionTest {
    private static final Pattern STARTED =
            Pattern.compile("(?m)^ok (#PID<[0-9.]+>)  id ([A-Za-z0-9_-]+)$");
    private static final Pattern PID = Pattern.compile("(?m)^#PID<[0-9.]+>$");

    @TempDir private Path home;
    private JobberProcess jobber;

    @BeforeAll
    static void build() {
        BuiltProgram.build();
    }

    @BeforeEach
    void open() {
        jobber = new JobberProcess(home);
        jobber.start("--rc '" + JobberProcess.PROJECT.resolve("jobber.rc") + "'");
    }

    @AfterEach
    void close() {
        jobber.close();
    }

    @Test
    void log_lines_appear_above_a_half_typed_line_which_survives_and_then_runs() {
        String id = started("start-job good --sleep 1s").group(2);

        jobber.terminal().type("whereis Job");
        jobber.terminal().awaitText("[info] Job completed " + id);
        jobber.terminal().awaitText("[info] Job exiting " + id);
        jobber.terminal().awaitLastLine(JobberProcess.PROMPT + " whereis Job");
        jobber.terminal().enter("Runner");

        jobber.terminal()
                .awaitMatch("^" + JobberProcess.PROMPT + " whereis JobRunner\n#PID<[0-9.]+>$");
        jobber.quit();
    }

    @Test
    void job_runner_outlives_a_doomed_job_but_not_one_that_stands_directly_under_it() {
        String before = pidOfJobRunner();

        String id = started("start-job doomed --sleep 50ms").group(2);
        jobber.askUntil("jobs", id + " .*crashed");
        assertThat(pidOfJobRunner()).isEqualTo(before);

        started("start-job doomed --direct --sleep 50ms");
        jobber.terminal().await(_ -> !pidOfJobRunner().equals(before), "another JobRunner");
        assertThat(jobber.terminal().everything()).contains("[error] GenServer", "Boom!");
        jobber.quit();
    }

    @Test
    void the_sixth_import_is_refused() {
        for (int i = 0; i < 5; i++) {
            started("start-job good --sleep 1h --type import");
        }

        assertThat(jobber.ask("start-job good --sleep 1h --type import"))
                .contains("import_quota_reached");
        started("start-job good --sleep 1h");
        assertThat(jobber.ask("running-imports").lines().filter(line -> line.contains("#PID<")))
                .hasSize(5);
        jobber.quit();
    }

    @Test
    void an_idle_job_supervisor_is_found_with_which_children_and_stopped() {
        Matcher started = started("start-job good --sleep 50ms");
        String pid = started.group(1);
        jobber.terminal().awaitText("[info] Job completed " + started.group(2));

        assertThat(jobber.ask("which-children")).contains(pid);
        jobber.ask("stop " + pid);

        assertThat(jobber.ask("which-children")).doesNotContain(pid);
        assertThat(jobber.ask("whereis '" + pid + "'")).contains("not_registered");
        jobber.quit();
    }

    @Test
    void stopping_a_busy_process_says_that_it_waits_and_ctrl_c_ends_the_waiting() {
        jobber.ask("pid = start-sender --send-delay 1h");
        jobber.ask("send-email $pid a@b.c");

        jobber.terminal().enter("stop $pid");
        jobber.terminal().awaitText("waiting for #PID<");
        jobber.terminal().press("C-c");

        jobber.terminal().awaitText("cancelled");
        jobber.ask("kill $pid");
        jobber.quit();
    }

    @Test
    void a_tree_that_is_killed_names_what_starts_it_again() {
        jobber.ask("kill Jobber.Supervisor --yes");
        jobber.terminal().awaitText("'ensure-started' starts the tree again");

        assertThat(jobber.ask("ensure-started"))
                .contains("ok #PID<")
                .doesNotContain("runs already");
        assertThat(jobber.ask("count-children")).contains("active: 0, specs: 0");
        jobber.quit();
    }

    @Test
    void ending_what_has_children_says_what_falls_and_asks() {
        jobber.ask("start-job sim --sleep 1h --ok");
        var question = "this stops 3 processes, one of them a running job. Go on? [y/N]";

        jobber.terminal().enter("stop JobRunner");
        jobber.terminal().awaitText(question);
        jobber.terminal().enter("n");
        jobber.terminal().awaitText("was not stopped");
        jobber.ask("echo between");
        jobber.terminal().enter("stop JobRunner");
        jobber.terminal().awaitLastLine(question);
        jobber.terminal().enter("y");
        jobber.terminal().awaitText("JobRunner was restarted as #PID<");
        jobber.quit();
    }

    @Test
    void top_has_the_screen_until_it_is_left_and_escape_does_not_leave_it() {
        jobber.ask("start-job sim --sleep 1h --ok --id seen");
        jobber.terminal().enter("top");
        jobber.terminal().awaitText("seen sim");
        jobber.terminal().press("Escape");
        jobber.terminal().type("/SEEN");
        jobber.terminal().awaitText("only 'SEEN'");
        jobber.terminal().press("Escape");
        jobber.terminal().awaitText("q quit  ? keys");
        jobber.terminal().type("q");
        jobber.terminal().awaitLastLine(JobberProcess.PROMPT);

        assertThat(jobber.terminal().screen()).doesNotContain("q quit  ? keys").contains("> top");
        jobber.ask("echo still here");
        jobber.quit();
    }

    @Test
    void a_signal_that_ends_the_program_while_top_is_shown_gives_the_terminal_back() {
        jobber.terminal().enter("top");
        jobber.terminal().awaitText("q quit  ? keys");

        jobber.signal("TERM");

        jobber.terminal().awaitText("rc=143 echo");
        assertThat(jobber.terminal().screen()).doesNotContain("q quit  ? keys");
    }

    @Test
    void watch_marks_what_has_changed_and_prints_the_last_answer_when_it_is_left() {
        jobber.terminal().enter("watch -n 100ms jobs --count");
        jobber.terminal().awaitText("every 100ms: jobs --count  answer ");
        jobber.terminal().type("q");
        jobber.terminal().awaitText("watch -n 100ms jobs --count\n0\n" + JobberProcess.PROMPT);
        jobber.quit();
    }

    @Test
    void a_server_that_is_started_again_may_answer_otherwise() {
        jobber.ask("start-server --direct --again ignore --name first");
        jobber.ask("kill first");
        jobber.askUntil("which-children", "(?m)^none$");
        jobber.ask("start-server --direct --again continue --name second");
        jobber.ask("kill second");
        jobber.askUntil("get-state second", "continued: true");
        String before = pidOfJobRunner();
        jobber.ask("start-server --direct --again stop=boom --name third");
        jobber.ask("kill third");

        jobber.terminal().awaitText("JobRunner " + before + " gives up");
        jobber.terminal().awaitText("JobRunner was restarted as #PID<");
        jobber.quit();
    }

    @Test
    void live_pids_and_names_are_completed() {
        String pid = started("start-job good --sleep 1h --id import-7").group(1);

        jobber.terminal().type("stop imp");
        jobber.terminal().press("Tab");
        jobber.terminal().awaitLastLine(JobberProcess.PROMPT + " stop import-7");
        jobber.terminal().press("C-c");
        jobber.terminal().awaitLastLine(JobberProcess.PROMPT);
        jobber.terminal().type("stop " + pid.substring(0, pid.length() - 1));
        jobber.terminal().press("Tab");
        jobber.terminal().awaitLastLine(JobberProcess.PROMPT + " stop " + pid);
        jobber.terminal().press("C-c");
        jobber.terminal().awaitLastLine(JobberProcess.PROMPT);
        jobber.quit();
    }

    private Matcher started(String command) {
        return found(STARTED, jobber.ask(command));
    }

    private String pidOfJobRunner() {
        return found(PID, jobber.askUntil("whereis JobRunner", "(?m)^#PID<[0-9.]+>$")).group();
    }

    private static Matcher found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in:%n%s", pattern, text).isTrue();
        return matcher;
    }
}
