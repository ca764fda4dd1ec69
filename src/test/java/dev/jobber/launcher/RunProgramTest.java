package dev.jobber.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `scripts/jobber run`, as a user starts it.
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class RunProgramTest {
    @TempDir private Path folder;

    @BeforeAll
    static void build() {
        BuiltProgram.build();
    }

    /// Runs a line of `sh` in which `$RUN` is `jobber run`.
    private LauncherRun sh(String line) {
        SortedMap<String, String> all = BuiltProgram.environment();
        all.put("HOME", folder.toString());
        all.put("RUN", BuiltProgram.PATH + " run");
        return LauncherRun.of(folder, all, List.of("sh", "-c", line));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    # line; code; output; complaint
                    `$RUN -- true`; 0; ``; ``
                    `$RUN true`; 0; ``; ``
                    `$RUN -- sh -c 'exit 7'`; 7; ``; ``
                    `$RUN -- sh -c 'echo a; echo b >&2; exit 3'`; 3; a; b
                    `$RUN -- sh -c 'kill -9 $$'`; 137; ``; jobber: sh was ended by SIGKILL
                    `$RUN --quiet -- sh -c 'kill -9 $$'`; 137; ``; ``
                    `$RUN -- sh -c 'exit 200'`; 200; ``; ``
                    `$RUN --timeout 200ms -- sleep 60`; 124; ``; jobber: sleep did not end within 200ms
                    `$RUN --timeout 200ms --grace 100ms -- sh -c 'trap "" TERM; while :; do sleep 1; done'`; 124; ``; jobber: sh did not end within 200ms
                    `$RUN -- /nonexistent/x`; 127; ``; jobber: cannot start /nonexistent/x: no such file
                    `$RUN -- nonexistent-x`; 127; ``; jobber: cannot start nonexistent-x: not found on the PATH
                    `$RUN -- /tmp`; 126; ``; jobber: cannot start /tmp: it is a folder
                    `$RUN -- /etc/passwd`; 126; ``; jobber: cannot start /etc/passwd: permission denied
                    `$RUN --quiet -- /nonexistent/x`; 127; ``; ``
                    `$RUN`; 2; ``; jobber: 'jobber run' needs a program: jobber run -- PROGRAM ARGS
                    `$RUN --timeout`; 2; ``; jobber: --timeout needs D ('jobber run --help' lists the options)
                    `echo in | $RUN -- cat`; 0; in; ``
                    `$RUN -- cat </dev/null`; 0; ``; ``
                    `$RUN -- printf '%s|' 'a b' '$x' '' 'c;d'`; 0; `a b|$x||c;d|`; ``
                    `$RUN -- sh -c 'echo $JOBBER_JOB $JOBBER_ATTEMPT'`; 0; run 1; ``
                    """,
            quoteCharacter = '`')
    void the_exit_code_and_both_streams_are_the_programs(
            String line, int exitCode, String output, String complaint) {
        LauncherRun.Ending ending = sh(line).endsWith(exitCode);

        assertThat(ending.out().strip()).isEqualTo(output);
        assertThat(ending.err().strip()).isEqualTo(complaint);
    }

    @Test
    void a_failure_of_any_kind_is_tried_again() {
        LauncherRun.Ending ending =
                sh("$RUN --retries 3 --backoff fixed:1ms --timeout 15s -- sh -c 'echo $JOBBER_ATTEMPT;"
                                + " case $JOBBER_ATTEMPT in 1) exit 4 ;; 2) kill -15 $$ ;; 3) sleep 60 ;; esac'")
                        .endsWith(0);

        assertThat(ending.out()).isEqualTo("1\n2\n3\n4\n");
        assertThat(ending.err())
                .isEqualTo(
                        """
                        jobber: attempt 1 of 4 failed: sh ended with exit code 4; the next begins in 1ms
                        jobber: attempt 2 of 4 failed: sh was ended by SIGTERM; the next begins in 1ms
                        jobber: attempt 3 of 4 failed: sh did not end within 15s; the next begins in 1ms
                        """);
    }

    /// No attempt can end before its time is over, however slow the machine is.
    @Test
    void an_attempt_whose_time_is_over_is_tried_again() {
        LauncherRun run = sh("$RUN --retries 1 --backoff fixed:1ms --timeout 500ms -- sleep 3600");

        assertThat(run.says())
                .isEqualTo(
                        "jobber: attempt 1 of 2 failed: sleep did not end within 500ms; the next begins in 1ms");
        assertThat(run.says())
                .isEqualTo("jobber: attempt 2 of 2 failed: sleep did not end within 500ms");
        assertThat(run.endsWith(124).err()).isEmpty();
    }

    @Test
    void retries_that_are_used_up_end_with_the_last_code() {
        LauncherRun.Ending ending =
                sh("$RUN --retries 1 --backoff fixed:1ms -- sh -c 'exit $((JOBBER_ATTEMPT + 4))'")
                        .endsWith(6);

        assertThat(ending.err())
                .endsWith("jobber: attempt 2 of 2 failed: sh ended with exit code 6\n");
    }

    @Test
    void bytes_go_through_as_they_are() throws IOException {
        var bytes = new byte[300_000];
        new java.util.Random(7).nextBytes(bytes);
        Files.write(folder.resolve("in"), bytes);

        sh("$RUN -- cat <in >out; $RUN -- sh -c 'cat >&2' <in 2>err").succeeds();
        assertThat(folder.resolve("out")).hasBinaryContent(bytes);
        assertThat(folder.resolve("err")).hasBinaryContent(bytes);
        assertThat(
                        sh("$RUN -- printf '%s' \"$(printf 'a\\351\\377')\" | od -An -tx1")
                                .succeeds()
                                .strip())
                .isEqualTo("61 e9 ff");
    }

    @Test
    void a_reader_that_goes_away_ends_the_program_as_it_would_without_jobber() {
        assertThat(sh("{ { $RUN -- yes; echo $? >&3; } | head -1; } 3>code; cat code").succeeds())
                .isEqualTo("y\n141\n");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void a_signal_ends_the_program_and_all_that_it_started(String signal, int exitCode) {
        LauncherRun run =
                sh(
                        "exec $RUN --grace 100ms -- sh -c 'trap \"\" TERM HUP INT; (trap \"\" TERM; while :; do"
                                + " sleep 1; done) & echo up >&2; while :; do sleep 1; done'");
        assertThat(run.says()).isEqualTo("up");
        sh("kill -" + signal + " " + run.process().pid()).succeeds();

        // The streams end only when no process holds them any more.
        assertThat(run.endsWith(exitCode).err()).isEmpty();
    }

    @Test
    void what_a_program_leaves_behind_is_ended() {
        assertThat(
                        sh("$RUN --grace 100ms -- sh -c '(trap \"\" TERM; while :; do sleep 1; done) & echo up'")
                                .succeeds())
                .isEqualTo("up\n");
    }

    @Test
    void help_says_how_it_is_used() {
        String help = sh("$RUN --help").succeeds();

        assertThat(help)
                .startsWith("jobber run [OPTIONS] -- PROGRAM ARGS...")
                .contains("--retries");
        assertThat(sh(BuiltProgram.PATH + " help run").succeeds()).isEqualTo(help);
        assertThat(sh(BuiltProgram.PATH + " --no-rc run --quiet -- echo a").succeeds())
                .isEqualTo("a\n");
    }
}
