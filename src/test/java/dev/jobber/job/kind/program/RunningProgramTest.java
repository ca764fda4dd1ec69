package dev.jobber.job.kind.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.history.OutputLines;
import dev.jobber.job.history.OutputText;
import dev.jobber.otp.ExitReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs are really started and ended here. Each has a mark in its environment, by which the
/// tests count what is left of it.
@Timeout(60)
class RunningProgramTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final String own = "TEST_MARK=" + UUID.randomUUID();
    private final Programs programs =
            new Programs(
                    Map.of(
                            "PATH",
                            System.getenv("PATH"),
                            "TEST_MARK",
                            own.substring("TEST_MARK=".length())),
                    Path.of(""));
    private final OutputLines lines = new OutputLines(100_000, line -> {});
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
        return table.living().stream().filter(each -> table.hasEnvironment(each, own)).toList();
    }

    private void start(Duration grace, String line) {
        program.start(() -> programs.start(Program.of(Program.shell(line)), "j", 3, grace), lines);
    }

    private List<String> output() {
        return OutputText.lines(lines.ring().kept().bytes());
    }

    private void untilOutput(String line) {
        while (!output().contains(line)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_program_runs_and_ends() throws Exception {
        start(LONG, "echo $JOBBER_JOB $JOBBER_ATTEMPT; cat; echo error >&2; exit 7");
        assertThat(program.await()).isEqualTo(7);
        assertThat(output()).containsExactly("j 3", "error");
    }

    @Test
    void a_signal_is_128_and_its_number() throws Exception {
        start(LONG, "kill -9 $$");
        assertThat(program.await()).isEqualTo(137);
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
        assertThat(program.await()).isEqualTo(3);
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
            assertThatThrownBy(
                            () -> programs.start(Program.of(List.of(each.getKey())), "j", 1, LONG))
                    .isInstanceOf(ProgramStartException.class)
                    .hasMessage(each.getValue());
        }
    }
}
