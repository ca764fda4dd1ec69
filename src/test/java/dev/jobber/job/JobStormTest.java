package dev.jobber.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.job.policy.WhenFull;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Many start jobs of one type at once, with every policy, and each job ends in one of the ways
/// there are, while its limit changes, the type is paused and JobRunner dies.
///
/// `-Djobber.storm.rounds=1000` for more rounds than the quick form has.
class JobStormTest {
    private static final int STARTERS = 64;
    private static final int ROUNDS = Integer.getInteger("jobber.storm.rounds", 150);
    private static final int MOST = 5;
    private static final String TYPE = "storm";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /// How a job ends. What ends it from outside is done by a process that the job starts, so that
    /// it happens whenever the job had its turn.
    private enum Fate {
        OK,
        ERROR,
        CRASH,
        KILL,
        STOP,
        TERMINATE_CHILD,
        TIMEOUT,
        SHUTDOWN,
        JOB_RUNNER_KILLED
    }

    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicInteger mostAlive = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();

    private Work work(Jobber jobber, Fate fate) {
        return attempt -> {
            mostAlive.accumulateAndGet(alive.incrementAndGet(), Math::max);
            begun.incrementAndGet();
            try {
                return attempt.number() == 1
                        ? perform(jobber, fate, attempt.jobId())
                        : Outcome.ok();
            } finally {
                alive.decrementAndGet();
            }
        };
    }

    private static Object perform(Jobber jobber, Fate fate, String id) {
        return switch (fate) {
            case OK -> Outcome.ok();
            case ERROR -> Outcome.error();
            case CRASH -> throw new IllegalStateException("crash");
            case KILL, STOP, TERMINATE_CHILD, SHUTDOWN, JOB_RUNNER_KILLED -> {
                Pid self = Process.self();
                Process.spawn(() -> end(jobber, fate, id, self));
                yield Process.receive(message -> false);
            }
            case TIMEOUT -> Process.receive(message -> false);
        };
    }

    private static void end(Jobber jobber, Fate fate, String id, Pid job) {
        Optional<Pid> supervisor =
                jobber.find(id)
                        .flatMap(known -> known.supervisorNumber().stream().boxed().findFirst())
                        .flatMap(jobber.node()::pid)
                        .filter(pid -> !Optional.of(pid).equals(jobber.runner().whereis()));
        try {
            switch (fate) {
                case STOP ->
                        supervisor.ifPresentOrElse(
                                pid -> Supervisor.stop(pid, ExitReason.SHUTDOWN, Process.INFINITY),
                                () -> Process.exit(job, ExitReason.SHUTDOWN));
                case TERMINATE_CHILD -> {
                    var _ =
                            DynamicSupervisor.terminateChild(
                                    jobber.runner(), supervisor.orElse(job));
                }
                case JOB_RUNNER_KILLED ->
                        jobber.runner()
                                .whereis()
                                .ifPresent(pid -> Process.exit(pid, ExitReason.KILL));
                case KILL -> Process.exit(supervisor.orElse(job), ExitReason.KILL);
                default -> {}
            }
        } catch (ExitException gone) {
            // JobRunner was killed meanwhile.
        }
        Process.exit(job, ExitReason.SHUTDOWN); // for those that the above does not end
    }

    private static Placement placement(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> JobLab.BARE;
            case 1 -> new Placement.Direct(ChildSpec.Restart.TEMPORARY);
            default -> JobLab.SUPERVISED;
        };
    }

    private JobRequest request(Jobber jobber, Random random, boolean killsRunner) {
        Fate[] fates = Fate.values();
        Fate fate =
                killsRunner
                        ? Fate.JOB_RUNNER_KILLED
                        : fates[random.nextInt(fates.length - 1)]; // that is the last
        WhenFull[] choices = WhenFull.values();
        JobPolicy policy =
                JobPolicy.NONE
                        .withType(TYPE)
                        .withAdmission(
                                AdmissionPolicy.NONE
                                        .withPriority(random.nextInt(3))
                                        .withWhenFull(choices[random.nextInt(choices.length)]));
        return JobRequest.of(work(jobber, fate))
                .withPolicy(
                        fate == Fate.TIMEOUT ? policy.withTimeout(Duration.ofMillis(1)) : policy)
                .withMaxRetries(0);
    }

    @Test
    void never_over_the_limit_no_permit_lost_and_nothing_left() throws Exception {
        try (Node node = Node.builder().build();
                ExecutorService threads = Executors.newFixedThreadPool(STARTERS)) {
            var jobber = Jobber.start(node, JobberOptions.defaults().withHistory(200));
            limit(jobber, MOST);
            long processes = node.processCount() + 1; // JobQueue comes with the first that waits
            var together = new CyclicBarrier(STARTERS);
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<JobStart>> starts = new ArrayList<>();
                for (int i = 0; i < STARTERS; i++) {
                    var random = new Random(31L * round + i);
                    JobRequest request = request(jobber, random, round % 5 == 0 && i == 0);
                    Placement placement = placement(random);
                    starts.add(
                            threads.submit(() -> {
                                together.await();
                                return start(jobber, request, placement);
                            }));
                }
                disturb(jobber, round);
                for (Future<JobStart> start : starts) {
                    JobStart _ = start.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
                limit(jobber, MOST);
                settle(jobber, round);
            }
            assertThat(mostAlive.get()).isPositive().isLessThanOrEqualTo(MOST);
            assertThat(begun.get()).as("many jobs have run").isGreaterThan(ROUNDS * MOST);
            node.awaitQuiet();
            assertThat(node.processCount()).isLessThanOrEqualTo(processes);
            assertThat(node.lingering()).isEmpty();
            assertThat(jobber.countChildren().specs()).isZero();
            assertThat(jobber.running()).isEmpty();
        }
    }

    /// A start under a JobRunner that dies is refused by its end.
    private static JobStart start(Jobber jobber, JobRequest request, Placement placement) {
        try {
            return jobber.startJob(request, placement);
        } catch (ExitException | IllegalArgumentException noTree) {
            return new JobStart.Refused(
                    "noproc", "JobRunner or JobRegistry was killed", ExitReason.word("noproc"));
        }
    }

    /// Changes the limit and pauses the type while they start.
    private static void disturb(Jobber jobber, int round) {
        for (int i = 0; i < 4; i++) {
            limit(jobber, 1 + (round + i) % MOST);
            Thread.onSpinWait();
            if (round % 3 == 0) {
                var _ = retried(jobber, () -> jobber.types().pause(TYPE));
                Thread.onSpinWait();
                var _ = jobber.types().resume(TYPE);
            }
        }
    }

    private static void limit(Jobber jobber, int most) {
        var _ =
                retried(
                        jobber,
                        () ->
                                jobber.types()
                                        .change(
                                                TYPE,
                                                JobPolicy.NONE.withAdmission(
                                                        AdmissionPolicy.NONE.withLimit(
                                                                Limit.of(most)))));
    }

    /// The fourth kill within the window of restarts ends the tree; then it is started again.
    private static <T> T retried(Jobber jobber, Supplier<T> action) {
        while (true) {
            try {
                return action.get();
            } catch (ExitException noTree) {
                jobber.ensureStarted();
            }
        }
    }

    private void settle(Jobber jobber, int round) {
        AwaitResult result = new AwaitResult.TimedOut(List.of());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        TypeInfo.Load load;
        do {
            jobber.ensureStarted();
            result = jobber.await(jobber.jobs(), LOOK_AGAIN); // a job may end the tree meanwhile
            load = jobber.types().type(TYPE).load();
        } while ((result instanceof AwaitResult.TimedOut || !load.equals(TypeInfo.Load.NONE))
                && System.nanoTime() < deadline);
        assertThat(result)
                .as("round %d: all have ended", round)
                .isInstanceOf(AwaitResult.AllEnded.class);
        assertThat(load).as("round %d", round).isEqualTo(TypeInfo.Load.NONE);
        assertThat(jobber.types().queue(TYPE)).isEmpty();
        assertThat(alive.get()).as("round %d", round).isZero();
    }
}
