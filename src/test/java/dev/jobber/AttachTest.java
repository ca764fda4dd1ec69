package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.jobber.attach.AttachException;
import dev.jobber.attach.Frame;
import dev.jobber.attach.FrameType;
import dev.jobber.attach.TreeName;
import dev.jobber.attach.TreeSocket;
import dev.jobber.attach.WindowSize;
import dev.jobber.attach.client.ClientLine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Several clients on one living tree.
class AttachTest {
    @Test
    void a_command_runs_as_it_does_without_a_tree_of_another_program() throws Exception {
        try (var tree = new TestTree("--no-rc")) {
            assertThat(tree.run("-o", "json", "count-children"))
                    .isEqualTo(
                            "0\n{\"ok\": {\"active\": 0, \"specs\": 0, \"supervisors\": 0, \"workers\": 0}}\n");
            assertThat(tree.run("-c", "x = count-children; echo $x; whereis nobody"))
                    .startsWith("1\nactive: 0")
                    .contains("not_registered");
            assertThat(tree.run("bogus")).startsWith("2\nerror: unknown command 'bogus'");
            assertThat(tree.run("--rc", "x", "jobs")).startsWith("2\njobber: the rc file belongs");
        }
    }

    @Test
    void a_pipe_and_a_script_run_line_by_line() throws Exception {
        try (var tree = new TestTree("--no-rc")) {
            try (TestVisit pipe =
                    tree.visit().withInput("echo one\nec", "ho two\n", "echo three")) {
                assertThat(pipe.exitCode()).isZero();
                assertThat(pipe.out()).isEqualTo("one\ntwo\nthree\n");
            }
            Files.writeString(tree.folder().resolve("lines.jobber"), "echo a\nbogus\necho b\n");
            assertThat(tree.run("-f", "lines.jobber"))
                    .isEqualTo(
                            "2\na\nlines.jobber:2:1: unknown command 'bogus' ('help' lists the commands)\n");
        }
    }

    @Test
    void definitions_and_jobs_are_common_and_variables_are_not() throws Exception {
        try (var tree = new TestTree("--no-rc")) {
            assertThat(tree.run("-c", "define-job sim quick --ok; x = start-job quick --id a"))
                    .startsWith("0\n");
            assertThat(tree.run("-c", "await a; start-job quick --id b; await b"))
                    .contains("a   done")
                    .startsWith("0\n");
            assertThat(tree.run("-c", "echo $x")).startsWith("2\n");
            assertThat(tree.run("-c", "set output json; vars")).endsWith("{\"ok\": {}}\n");
            assertThat(tree.run("vars")).isEqualTo("0\nnone\n");
        }
    }

    @Test
    void a_script_shows_the_lines_of_its_own_jobs_if_it_wants_any() throws Exception {
        try (var tree = new TestTree("--no-rc")) {
            tree.line("start-job sim --ok --id home; await home");
            String lines =
                    tree.run(
                            "--log-level",
                            "info",
                            "-c",
                            "start-job sim --ok --id mine; await mine");
            assertThat(lines).contains("[info] Job completed mine").doesNotContain("home");
            assertThat(tree.run("-c", "start-job sim --ok --id quiet; await quiet"))
                    .doesNotContain("[info]");
            assertThat(tree.run("logs")).contains("Job completed quiet");
        }
    }

    @Test
    void an_interrupted_client_cancels_its_command_alone() throws Exception {
        try (var tree = new TestTree("--no-rc");
                TestVisit waiting =
                        tree.visit("-c", "start-job sim --sleep 1h --ok --id long; await");
                TestVisit other = tree.visit("-c", "sleep 1h")) {
            awaitOutput(waiting, "id long");
            waiting.send(Frame.signal(2));

            assertThat(waiting.exitCode()).isEqualTo(130);
            assertThat(tree.run("-o", "json", "-c", "job long"))
                    .contains("\"status\": \"running\"");
            other.send(Frame.signal(15));
            assertThat(other.exitCode()).isEqualTo(143);
        }
    }

    private static void awaitOutput(TestVisit visit, String text) {
        visit.awaitScreen(text);
    }

    @Test
    void a_client_that_dies_ends_its_visit() throws Exception {
        try (var tree = new TestTree("--no-rc")) {
            try (TestVisit gone = tree.visit("-c", "sleep 1h")) {
                awaitVisits(tree, 1);
                gone.send(Frame.of(FrameType.CONTINUED));
            }
            awaitVisits(tree, 0);
        }
    }

    /// Waits until `who` shows this; a command is shown while it runs.
    private static void awaitWho(TestTree tree, String text) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!tree.run("who").contains(text)) {
            assertThat(end - System.nanoTime()).isPositive();
        }
    }

    /// Waits until this number of others are attached.
    private static void awaitVisits(TestTree tree, int count) {
        String who;
        do {
            who = tree.run("-o", "json", "who");
        } while (who.split("\"id\"", -1).length - 2 != count);
    }

    @Test
    void who_and_kick() throws Exception {
        try (var tree = new TestTree("--no-rc");
                TestVisit sleeper = tree.visit("-c", "sleep 1h")) {
            awaitWho(tree, "sleep 1h");
            assertThat(tree.run("-o", "json", "who"))
                    .matches(
                            "(?s).*\"id\": \\d+, \"tty\": null, \"user\": \"ada\", \"since_ms\": \\d+, \"mode\": \"script\", \"command\": \"sleep 1h\".*");
            assertThat(tree.run("-c", "who; kick $_[0].id")).startsWith("0\n");
            assertThat(sleeper.ending().sentence()).contains("another terminal has ended");
            assertThat(sleeper.exitCode()).isEqualTo(1);
            assertThat(tree.run("kick", "4711"))
                    .startsWith("1\nerror: not_found: there is no visit 4711");
        }
    }

    @Test
    void a_reader_changes_nothing() throws Exception {
        try (var tree = new TestTree("--no-rc")) {
            assertThat(tree.run("--read-only", "-o", "json", "-c", "jobs; start-job sim --ok"))
                    .startsWith("1\n{\"ok\": []}\n{\"error\": {\"code\": \"read_only\"");
            assertThat(tree.run("--read-only", "-c", "limit import; set output text; log off"))
                    .startsWith("0\n");
            assertThat(tree.run("--read-only", "-c", "limit import 3")).contains("read_only");
            assertThat(tree.run("--read-only", "-c", "set history-jobs 3")).contains("read_only");
        }
    }

    @Test
    void a_shell_on_a_terminal() throws Exception {
        try (var tree = new TestTree("--no-rc");
                TestVisit shell = tree.terminal()) {
            shell.awaitFrame(FrameType.RAW);
            shell.awaitScreen("jobber>");
            shell.type("count-chi\t\r");
            shell.awaitScreen("active: 0");
            shell.type("start-job sim --ok --id seen\r");
            shell.awaitScreen("Job completed seen");
            shell.type("half a li");
            shell.awaitScreen("jobber> half a li");
            tree.line("start-job sim --ok --id other");
            shell.awaitScreen("Job completed other");
            shell.awaitScreen("jobber> half a li");
            shell.type("\u0003");
            shell.type("sleep 1h\r");
            awaitWho(tree, "sleep 1h");
            shell.type("\u0003");
            shell.awaitScreen("cancelled");
            shell.type("\u0004");

            assertThat(shell.exitCode()).isZero();
            assertThat(tree.run("count-children")).startsWith("0\n");
        }
    }

    /// A line, and Ctrl-C before its command can have begun.
    @Test
    void an_interrupt_right_after_a_line_cancels_its_command() throws Exception {
        try (var tree = new TestTree("--no-rc");
                TestVisit shell = tree.terminal()) {
            shell.awaitScreen("jobber>");
            for (int i = 0; i < 50; i++) {
                shell.type("sleep 1h\r\u0003");
                shell.type("echo round-" + i + "\r");
                shell.awaitScreen("\nround-" + i + "\njobber>"); // keys are signals until then
            }
        }
    }

    /// The client stops, is resized meanwhile, and goes on.
    @Test
    void a_shell_stops_and_goes_on() throws Exception {
        try (var tree = new TestTree("--no-rc");
                TestVisit shell = tree.terminal()) {
            shell.awaitScreen("jobber>");
            shell.type("echo ha");
            shell.awaitScreen("jobber> echo ha");
            shell.type("\u001a");
            shell.awaitFrame(FrameType.SUSPEND);
            shell.send(Frame.size(new WindowSize(60, 20)));
            shell.send(Frame.of(FrameType.CONTINUED));
            shell.type("lf\r");
            shell.awaitScreen("\nhalf");
            shell.type("quit\r");
            assertThat(shell.exitCode()).isZero();
        }
    }

    @Test
    void two_shells_do_not_disturb_each_other() throws Exception {
        try (var tree = new TestTree("--no-rc");
                TestVisit first = tree.terminal();
                TestVisit second = tree.terminal()) {
            first.awaitScreen("jobber>");
            second.awaitScreen("jobber>");
            first.type("log off\rset output json\r");
            first.awaitScreen("{\"ok\": null}");
            first.type("echo fir");
            second.type("echo sec");
            second.awaitScreen("jobber> echo sec");
            first.awaitScreen("jobber> echo fir");
            tree.line("start-job sim --ok --id shown");
            second.awaitScreen("Job completed shown");
            second.awaitScreen("jobber> echo sec");
            assertThat(first.screen()).doesNotContain("Job completed shown");
            second.send(Frame.size(new WindowSize(40, 10)));
            second.type("ond\r");
            second.awaitScreen("second");
            first.type("st\r");
            first.awaitScreen("{\"ok\": \"first\"}");
            first.type("detach\r");
            assertThat(first.exitCode()).isZero();
            second.type("quit\r");
            assertThat(second.exitCode()).isZero();
        }
    }

    @Test
    void the_end_of_the_tree_tells_every_visitor_why() throws Exception {
        try (var tree = new TestTree("--no-rc");
                TestVisit shell = tree.terminal();
                TestVisit script = tree.visit("-c", "sleep 1h")) {
            shell.awaitScreen("jobber>");
            awaitVisits(tree, 2);
            assertThat(tree.end()).isZero();

            assertThat(shell.ending().sentence())
                    .isEqualTo("the tree 'test' has ended: its own terminal or script has ended");
            assertThat(script.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void shutdown_asks_first_and_ends_the_program() throws Exception {
        try (var tree = new TestTree("--no-rc");
                TestVisit shell = tree.terminal()) {
            shell.awaitScreen("jobber>");
            shell.type("shutdown\r");
            shell.awaitScreen("[y/N]");
            shell.type("n\r");
            shell.awaitScreen("not shut down");
            shell.type("shutdown\r");
            shell.awaitScreen("not shut down\njobber> shutdown\nend the tree");
            shell.type("y\r");
            tree.awaitExit();

            assertThat(tree.err()).contains("shutdown by ada on /dev/pts/7");
        }
    }

    /// The client passes over the values of options, and must know which have some.
    @Test
    void the_client_knows_each_option_that_has_a_value() {
        List<String> names =
                CommandLine.Model.CommandSpec.forAnnotatedObject(new Options()).options().stream()
                        .filter(option -> option.arity().min() > 0)
                        .flatMap(option -> Stream.of(option.names()))
                        .filter(option -> !option.equals("-N"))
                        .toList();

        assertThat(names)
                .allSatisfy(option ->
                        assertThat(ClientLine.of(List.of(option, "value", "-N", "tree", "jobs")))
                                .as(option)
                                .isPresent());
    }

    @Test
    void visits_leave_nothing_behind() throws Exception {
        visitsLeaveNothingBehind(200);
    }

    @Test
    @Tag("soak")
    void thousands_of_visits_leave_nothing_behind() throws Exception {
        visitsLeaveNothingBehind(5_000);
    }

    private static void visitsLeaveNothingBehind(int times) throws Exception {
        try (var tree = new TestTree("--no-rc")) {
            visit(tree, 20); // what is made once
            long threads = Thread.getAllStackTraces().size();
            long files = openFiles();
            visit(tree, times);
            awaitVisits(tree, 0);
            awaitAtMost(threads, () -> Thread.getAllStackTraces().size());
            awaitAtMost(files, AttachTest::openFiles);
            try (Stream<Path> left = Files.list(tree.sockets().path())) {
                assertThat(left.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("test.sock", "test.lock", "test.pid");
            }
        }
    }

    private static void visit(TestTree tree, int times) {
        for (int i = 0; i < times; i++) {
            if (i % 10 == 0) {
                try (TestVisit shell = tree.terminal()) {
                    shell.awaitScreen("jobber>");
                    shell.type("quit\r");
                    assertThat(shell.exitCode()).isZero();
                }
            } else if (i % 10 == 1) {
                tree.terminal().close(); // it is gone at once
            } else {
                assertThat(tree.run("echo", "a")).isEqualTo("0\na\n");
            }
        }
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getOpenFileDescriptorCount();
    }

    /// Threads and files go a little later than the client.
    private static void awaitAtMost(long most, LongSupplier count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (count.getAsLong() > most + 3) {
            assertThat(end - System.nanoTime())
                    .as("%d, not %d", count.getAsLong(), most)
                    .isPositive();
            Thread.onSpinWait();
        }
    }

    /// Its terminal is stopped while many lines come; the jobs, and the others, do not notice.
    @Test
    void a_client_that_stops_reading_holds_back_no_other() throws Exception {
        try (var tree = new TestTree("--no-rc");
                TestVisit stuck = tree.terminal();
                TestVisit other = tree.terminal()) {
            stuck.awaitScreen("jobber>");
            other.awaitScreen("jobber>");
            stuck.stopReading();
            tree.line("log level debug");
            tree.line("define-job sim quick --ok --type many; limit many none");
            for (int i = 0; i < 3_000; i++) {
                tree.line("start-job quick");
            }
            tree.line("start-job sim --ok --id last");
            other.awaitScreen("Job completed last");
            other.type("quit\r");
            assertThat(other.exitCode()).isZero();
        }
    }

    @Test
    void a_name_is_taken_once() throws Exception {
        try (var tree = new TestTree("--no-rc")) {
            assertThatThrownBy(() -> TreeSocket.take(tree.sockets(), TreeName.of(TestTree.NAME)))
                    .isInstanceOf(AttachException.class)
                    .hasMessageContaining("already_started")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
            assertThat(tree.run("count-children")).startsWith("0\n");
        }
    }

    @Test
    void the_socket_is_the_owners_alone() throws Exception {
        try (var tree = new TestTree("--no-rc")) {
            Path folder = tree.sockets().path();
            assertThat(mode(folder)).isEqualTo("rwx------");
            assertThat(mode(folder.resolve("test.sock"))).isEqualTo("rw-------");
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
