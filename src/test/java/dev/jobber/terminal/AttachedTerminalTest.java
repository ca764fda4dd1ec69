package dev.jobber.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.LoadedClasses;
import dev.jobber.ProgramPages;
import dev.jobber.launcher.BuiltProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Terminals on the tree of another program, as users attach them.
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
class AttachedTerminalTest {
    private static final String PROMPT = JobberProcess.PROMPT;
    private static final String DAEMON = "daemon --name t --no-rc --log-level off";

    @TempDir private Path home;
    private final List<JobberProcess> open = new ArrayList<>();
    private boolean isDaemon;

    @BeforeAll
    static void build() {
        BuiltProgram.build();
    }

    @AfterEach
    void close() {
        open.forEach(JobberProcess::close);
        if (isDaemon) {
            JobberProcess.run(home, "shutdown", "t");
        }
    }

    private JobberProcess terminal() {
        var terminal = new JobberProcess(home);
        open.add(terminal);
        return terminal;
    }

    private JobberProcess attached() {
        JobberProcess visit = terminal();
        visit.start("attach t");
        return visit;
    }

    private void daemon() {
        assertThat(JobberProcess.run(home, DAEMON.split(" "))).isEqualTo("0\n");
        isDaemon = true;
    }

    /// Runs so many jobs, each of which logs a line, and then the job `last`.
    private void flood(int jobs) {
        String lines =
                IntStream.range(0, jobs)
                        .mapToObj(_ -> "start-job quick")
                        .collect(Collectors.joining("\n"));
        assertThat(
                        JobberProcess.runWithInput(
                                home,
                                "define-job sim quick --ok\nset output json\n"
                                        + lines
                                        + "\nawait --fail\nstart-job sim --ok --id last\n",
                                "-N",
                                "t"))
                .startsWith("0\n");
    }

    @Test
    void each_keeps_its_half_typed_line_while_log_lines_flow() {
        JobberProcess homely = terminal();
        homely.start("--no-rc --name t");
        JobberProcess first = attached();
        JobberProcess second = attached();
        homely.terminal().type("echo at ho");
        first.terminal().type("echo a fi");
        second.terminal().type("echo a se");
        homely.terminal().awaitLastLine(PROMPT + " echo at ho");
        first.terminal().awaitLastLine(PROMPT + " echo a fi");
        second.terminal().awaitLastLine(PROMPT + " echo a se");

        second.terminal().resize(60, 20);
        flood(100);

        for (JobberProcess each : List.of(homely, first, second)) {
            each.terminal().awaitText("Job completed last");
        }
        homely.terminal().enter("me");
        first.terminal().enter("rst");
        second.terminal().enter("cond");
        homely.terminal().awaitText("\nat home\n");
        first.terminal().awaitText("\na first\n");
        second.terminal().awaitText("\na second\n");
        first.quit();
        second.terminal().press("C-d");
        second.assertEnded(0);
        homely.quit();
    }

    @Test
    void a_client_that_is_killed_leaves_the_tree_and_the_others_alone() {
        JobberProcess homely = terminal();
        homely.start("--no-rc --name t");
        JobberProcess killed = attached();
        killed.terminal().type("half a li");
        killed.terminal().awaitLastLine(PROMPT + " half a li");
        killed.signal("KILL");

        homely.askUntil("who", "none");
        homely.quit();
    }

    @Test
    void a_tree_that_is_killed_is_named_and_the_terminal_given_back() throws IOException {
        daemon();
        JobberProcess visit = attached();
        visit.terminal().type("half a li");
        visit.terminal().awaitLastLine(PROMPT + " half a li");
        isDaemon = false;
        JobberProcess.signal(pid(), "KILL");

        visit.terminal()
                .awaitText(
                        "jobber: the connection to the tree 't' is lost: its program has ended or was killed");
        visit.assertEnded(1);
        assertThat(JobberProcess.run(home, "-N", "t", "jobs")).startsWith("1\n").contains("'t'");
        daemon(); // takes the stale socket over
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("jobber/t.pid")).strip());
    }

    @Test
    void ctrl_z_stops_the_client_and_fg_brings_the_line_being_typed_back() {
        daemon();
        JobberProcess visit = terminal();
        Tmux terminal = visit.terminal();
        terminal.enter("set -m");
        visit.start("attach t");
        terminal.type("echo one");
        terminal.awaitLastLine(PROMPT + " echo one");

        terminal.press("C-z");
        terminal.awaitText("Stopped");
        flood(1); // is shown when the client goes on
        terminal.enter("fg");
        terminal.awaitText("Job completed last");
        terminal.awaitLastLine(PROMPT + " echo one");
        terminal.enter(" two");
        terminal.awaitText("\none two\n");
        terminal.enter("quit");
        terminal.awaitLastLine("$");
    }

    @Test
    void a_client_that_is_stopped_holds_back_no_job() {
        stoppedWhileSoManyJobsLog(1_500);
    }

    @Test
    @Tag("soak")
    void a_client_that_is_stopped_for_long_holds_back_no_job() {
        stoppedWhileSoManyJobsLog(50_000);
    }

    /// Its buffers are full long before the last line, and jobs go on as if it was not there. One
    /// that is stopped for too long is given up.
    private void stoppedWhileSoManyJobsLog(int jobs) {
        daemon();
        JobberProcess stopped = terminal();
        stopped.terminal().enter("set +m");
        stopped.start("attach t");
        stopped.signal("STOP");

        flood(jobs);

        stopped.signal("CONT");
        stopped.terminal().enter("echo it goes on");
        stopped.terminal().awaitMatch("^(it goes on$|jobber: the tree 't' has ended this visit)");
    }

    @Test
    void the_examples_of_the_manual_work_one_after_the_other() {
        Tmux terminal = terminal().terminal();
        terminal.enter("jobber() { '" + BuiltProgram.PATH + "' \"$@\"; }");

        List<String> examples = ProgramPages.examplesOnTrees();
        assertThat(examples).hasSizeGreaterThan(2);
        for (int i = 0; i < examples.size(); i++) {
            terminal.enter(examples.get(i) + "; echo example-" + i + "=$?");
            terminal.awaitMatch("^example-" + i + "=0$");
        }
    }

    @Test
    void the_client_loads_neither_the_kernel_nor_picocli() throws IOException {
        daemon();
        Path log = home.resolve("loaded");
        JobberProcess visit = terminal();
        // with the cache, the JVM has the classes of all that the program may be
        visit.terminal().enter("export " + BuiltProgram.CACHE + "=off");
        visit.terminal().enter("export JOBBER_JAVA_OPTS=" + LoadedClasses.option(log));
        visit.start("attach t");
        visit.terminal().enter("count-children");
        visit.terminal().awaitText("workers: 0");
        visit.quit();

        LoadedClasses.assertClient(log);
    }
}
