package dev.jobber.job.kind.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.durable.LeaseBeats;
import dev.jobber.job.kind.program.os.ProgramStartException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// A program is gone before another node may run its job, also where the JVM stood still just when
/// it started the program.
class LeaseGuardTest {
    private static final String MARK = "JOBBER_TEST=guard";

    @Test
    void no_program_starts_while_the_lease_may_have_passed() throws Exception {
        var beats = new LeaseBeats(Duration.ZERO);
        var begun = new CountDownLatch(1);
        try (var guard = new LeaseGuard(MARK, beats)) {
            Thread start =
                    Thread.ofPlatform()
                            .start(() -> {
                                guard.begin();
                                begun.countDown();
                            });
            awaitWaiting(start);
            beats.beat(Duration.ZERO, Duration.ZERO); // a beat that gives no time
            awaitWaiting(start);
            assertThat(begun.getCount()).isEqualTo(1);

            beats.beat(Duration.ofHours(1), Duration.ZERO);

            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_job_that_is_ended_waits_no_longer_for_its_lease() throws Exception {
        var problem = new AtomicReference<Throwable>();
        try (var guard = new LeaseGuard(MARK, new LeaseBeats(Duration.ZERO))) {
            Thread start =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    guard.begin();
                                } catch (ProgramStartException ended) {
                                    problem.set(ended);
                                }
                            });
            awaitWaiting(start);

            start.interrupt();

            assertThat(start.join(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(problem.get()).hasMessageContaining("could not tell the store in time");
    }

    private static void awaitWaiting(Thread thread) {
        long begin = System.nanoTime();
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(System.nanoTime() - begin)
                    .as("nanoseconds until it waits")
                    .isLessThan(Duration.ofSeconds(30).toNanos());
            Thread.onSpinWait();
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
