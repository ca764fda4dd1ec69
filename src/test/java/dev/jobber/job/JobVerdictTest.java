package dev.jobber.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.history.AttemptResult;
import dev.jobber.otp.ExitReason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of a job by the way its last process and its supervisor ended.
class JobVerdictTest {
    private static final ExitReason TOO_LATE =
            new ExitReason.Term(new JobVerdict.Timeout(Duration.ofMillis(1500)));

    private static ExitReason reason(String word) {
        return word.equals("crash")
                ? new ExitReason.Crash(new RuntimeException("Boom!"))
                : ExitReason.word(word);
    }

    @ParameterizedTest(name = "{0}, then {1}, its supervisor {2}, terminate run: {3} → {4}")
    @CsvSource({
        // the work was over
        "DONE,    normal,   -,        true,  DONE",
        "FAILED,  normal,   -,        true,  FAILED",
        "DONE,    normal,   shutdown, true,  DONE", // permanent, and JobRunner gave up
        "DONE,    killed,   -,        false, KILLED",
        "DONE,    shutdown, -,        false, STOPPED",
        // its supervisor was killed
        "RUNNING, shutdown, killed,   false, KILLED",
        "RUNNING, killed,   killed,   false, KILLED",
        "ERRORED, shutdown, boom,     false, KILLED",
        // an orderly end
        "RUNNING, shutdown, -,        false, STOPPED",
        "RUNNING, shutdown, shutdown, false, STOPPED",
        "RUNNING, shutdown, normal,   false, STOPPED",
        "ERRORED, normal,   -,        true,  STOPPED",
        "NEW,     shutdown, -,        false, STOPPED",
        // its supervisor gave up
        "RUNNING, crash,    shutdown, true,  CRASHED",
        "RUNNING, killed,   shutdown, false, CRASHED",
        "ERRORED, boom,     shutdown, true,  CRASHED",
        // no supervisor restarts it
        "RUNNING, crash,    -,        true,  CRASHED",
        "RUNNING, boom,     -,        true,  CRASHED",
        "RUNNING, boom,     -,        false, KILLED",
        "RUNNING, killed,   -,        false, KILLED",
        "ERRORED, killed,   -,        false, KILLED",
        "ERRORED, boom,     -,        true,  STOPPED",
    })
    void verdict(
            JobStatus last,
            String reason,
            String supervisor,
            boolean terminated,
            JobStatus verdict) {
        assertThat(
                        new JobVerdict(
                                        last,
                                        reason(reason),
                                        supervisor.equals("-")
                                                ? Optional.empty()
                                                : Optional.of(reason(supervisor)),
                                        terminated)
                                .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}, terminate run: {1} → {2}")
    @CsvSource({
        "normal,   true,  STOPPED",
        "shutdown, false, STOPPED",
        "crash,    true,  CRASH",
        "boom,     true,  CRASH",
        "boom,     false, KILLED",
        "killed,   false, KILLED",
        "timeout,  false, TIMEOUT",
        "timeout,  true,  TIMEOUT",
    })
    void attempt_that_was_under_way(String reason, boolean terminated, AttemptResult result) {
        assertThat(
                        new JobVerdict(
                                        JobStatus.RUNNING,
                                        reason.equals("timeout") ? TOO_LATE : reason(reason),
                                        Optional.empty(),
                                        terminated)
                                .attempt())
                .isEqualTo(result);
    }

    @Test
    void an_attempt_that_took_too_long_makes_a_crashed_job_however_it_was_ended() {
        for (boolean terminated : new boolean[] {true, false}) {
            assertThat(
                            new JobVerdict(
                                            JobStatus.RUNNING,
                                            TOO_LATE,
                                            Optional.empty(),
                                            terminated)
                                    .verdict())
                    .isEqualTo(JobStatus.CRASHED);
        }
        assertThat(TOO_LATE).hasToString("{:timeout, 1500}");
        assertThat(new JobVerdict.Timeout(Duration.ofSeconds(Long.MAX_VALUE)))
                .hasToString("{:timeout, " + Long.MAX_VALUE + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "normal,",
        "shutdown,",
        "crash, java.lang.RuntimeException: Boom!",
        "killed, killed",
        "boom, :boom"
    })
    void problem(String reason, String problem) {
        assertThat(JobVerdict.problem(reason(reason))).isEqualTo(Optional.ofNullable(problem));
    }
}
