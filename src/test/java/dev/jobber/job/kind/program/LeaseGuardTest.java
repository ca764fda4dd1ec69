package dev.jobber.job.kind.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.durable.LeaseBeats;
import dev.jobber.job.kind.program.os.ProgramStartException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A program is gone before another node may run its job, also where the JVM stood still just when
/// it started the program.
class LeaseGuardTest {
    private static final String MARK = "JOBBER_TEST=guard";

    @Test
    void no_program_starts_when_the_lease_may_have_passed() {
        try (var guard = new LeaseGuard(MARK, new LeaseBeats(Duration.ZERO))) {
            assertThatThrownBy(guard::begin)
                    .isInstanceOf(ProgramStartException.class)
                    .hasMessageContaining("another may run the job");
        }
    }

    @Test
    void a_program_that_was_started_too_late_is_ended() throws Exception {
        Process program = new ProcessBuilder("setsid", "sleep", "600").start();
        try (Guardian script = Guardian.withoutBeats(MARK)) {
            script.begin();
            script.allow(Duration.ZERO);

            script.guard(1, program.pid());

            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void a_program_goes_on_as_long_as_it_is_allowed_to_and_no_longer() throws Exception {
        Process program = new ProcessBuilder("setsid", "sleep", "600").start();
        try (Guardian script = Guardian.withoutBeats(MARK)) {
            script.begin();
            script.allow(Duration.ofHours(1));
            script.guard(1, program.pid());
            assertThat(program.isAlive()).isTrue();

            script.allow(Duration.ZERO);

            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
    }
}
