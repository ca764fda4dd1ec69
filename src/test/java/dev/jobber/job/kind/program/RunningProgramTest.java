package dev.jobber.job.kind.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.history.OutputLine;
import dev.jobber.job.kind.program.os.OsProcess;
import dev.jobber.job.kind.program.os.OsProcesses;
import dev.jobber.job.kind.program.os.ProgramExit;
import dev.jobber.job.kind.program.os.ProgramStartException;
import dev.jobber.otp.ExitReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs are really started and ended here. Each has a mark in its environment, by which the
/// tests count what is left of it.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RunningProgramTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir private Path folder;
    private final String own = UUID.randomUUID().toString();
    private final Programs programs =
            Programs.forMany(
                    Map.of("PATH", System.getenv("PATH"), "TEST_MARK", own),
                    Path.of(""),
                    text -> text.getBytes(StandardCharsets.UTF_8));
    private final AttemptLog log = new AttemptLog(100_000, line -> {});
    private final RunningProgram program = new RunningProgram();

    @AfterEach
    void nothing_is_left() {
        program.close(ExitReason.KILL);
        program.closed().toCompletableFuture().join();
        assertThat(left()).isEmpty();
        programs.close();
    }

    private List<OsProcess> left() {
        var table = OsProcesses.ofThisMachine();
        return table.living().stream()
                .filter(each -> table.environment(each, "TEST_MARK").equals(Optional.of(own)))
                .toList();
    }

    private void start(Duration grace, String line) {
        program.start(() -> started(Program.of(Program.shell(line)), grace), _ -> {});
    }

    private RunningProgram.Started started(Program what, Duration grace) {
        return programs.start(what, new Programs.Attempt("j", 3, grace), log);
    }

    private List<String> output() {
        return log.kept().lines().stream().map(OutputLine::text).toList();
    }

    private void untilOutput(String line) {
        while (!output().contains(line)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_program_runs_and_ends() throws Exception {
        start(LONG, "echo $JOBBER_JOB $JOBBER_ATTEMPT; cat; echo error >&2; exit 7");
        assertThat(program.await()).isEqualTo(new ProgramExit(7, false));
        assertThat(output()).containsExactly("j 3", "error");
    }

    @Test
    void a_signal_is_told_from_a_code() throws Exception {
        start(LONG, "kill -9 $$");
        assertThat(program.await()).isEqualTo(new ProgramExit(9, true));
    }

    @Test
    void a_program_that_was_closed_before_never_starts() {
        program.close(ExitReason.SHUTDOWN);
        assertThat(program.closed()).isCompleted();
        assertThatThrownBy(() -> start(LONG, "true")).isInstanceOf(ProgramStartException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // ends when asked
                "echo up; while :; do sleep 1; done",
                // its leader ends when asked, its child does not
                "(trap '' TERM; echo up; while :; do sleep 1; done) & wait",
                // its child has a session of its own
                "setsid sh -c 'echo up; while :; do sleep 1; done' & wait",
                // an orphan in a session of its own
                "(setsid sh -c 'echo up; while :; do sleep 1; done' &) ; while :; do sleep 1; done",
                // ignores every request
                "trap '' TERM INT HUP; echo up; while :; do sleep 1; done",
                // a child with another environment and a group of its own
                "env -i PATH=$PATH setsid sh -c 'echo up; while :; do sleep 1; done' & wait",
            })
    void whatever_a_program_does_nothing_of_it_is_left(String line) {
        start(SHORT, line);
        untilOutput("up");
        program.close(ExitReason.SHUTDOWN);
        program.closed().toCompletableFuture().join();
        assertThat(left()).isEmpty();
    }

    @Test
    void what_outlives_the_program_is_ended_too() throws Exception {
        start(SHORT, "(trap '' TERM; while :; do sleep 1; done) & echo up; exit 3");
        assertThat(program.await().code()).isEqualTo(3);
        assertThat(left()).isEmpty();
    }

    @Test
    void a_kill_takes_the_grace_away() {
        start(Duration.ofDays(1), "trap '' TERM; echo up; while :; do sleep 1; done");
        untilOutput("up");
        program.close(ExitReason.SHUTDOWN);
        assertThat(program.closed()).isNotCompleted();
        program.close(ExitReason.KILL);
        program.closed().toCompletableFuture().join();
    }

    @Test
    void a_program_that_has_time_may_tidy_up() {
        start(LONG, "trap 'echo tidied; exit 0' TERM; echo up; while :; do sleep 0.1; done");
        untilOutput("up");
        program.close(ExitReason.SHUTDOWN);
        program.closed().toCompletableFuture().join();
        assertThat(output()).startsWith("up").endsWith("tidied");
    }

    @Test
    void what_cannot_be_started_says_why() {
        for (Map.Entry<String, String> each :
                Map.of(
                                "/nonexistent/x", "cannot start /nonexistent/x: no such file",
                                "nonexistent-x",
                                        "cannot start nonexistent-x: not found on the PATH",
                                "/tmp", "cannot start /tmp: it is a folder",
                                "/etc/passwd", "cannot start /etc/passwd: permission denied")
                        .entrySet()) {
            assertThatThrownBy(() -> started(Program.of(List.of(each.getKey())), LONG))
                    .isInstanceOf(ProgramStartException.class)
                    .hasMessage(each.getValue());
        }
    }

    @Test
    void a_fifo_without_a_writer_can_be_left() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
        program.start(() -> started(withInput(fifo), LONG), _ -> {});
        program.close(ExitReason.SHUTDOWN);
        program.closed().toCompletableFuture().join();
    }

    @Test
    void a_file_may_be_the_input_of_a_program() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "from a file");
        program.start(() -> started(withInput(file), LONG), _ -> {});
        assertThat(program.await().code()).isZero();
        assertThat(output()).containsExactly("from a file");
    }

    private static Program withInput(Path file) {
        return new Program(
                List.of("cat"),
                new Program.Surroundings(
                        Optional.empty(),
                        Environment.INHERITED,
                        Optional.of(file),
                        Program.StandardError.MERGED),
                Program.Codes.DEFAULT);
    }
}
