package dev.jobber.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Down;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The quota under many threads, in real time: never one more alive, never one fewer accepted.
class QuotaStressTest {
    private static final int THREADS = 64;
    private static final int ROUNDS = 1_000;
    private static final int LIMIT = 5;

    private enum Message {
        FINISH
    }

    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicInteger mostAlive = new AtomicInteger();

    /// Work that is counted while it is done, and waits until it is told to finish.
    private Object held(Work.Attempt attempt) {
        mostAlive.accumulateAndGet(alive.incrementAndGet(), Math::max);
        try {
            Process.receive(message -> message == Message.FINISH);
            return Outcome.ok();
        } finally {
            alive.decrementAndGet();
        }
    }

    private static Placement placement(int n) {
        return switch (n % 4) {
            case 0, 1 -> JobLab.SUPERVISED;
            case 2 -> JobLab.TRANSIENT;
            default -> JobLab.BARE;
        };
    }

    /// Ends a job by one of the ways there are, and waits for that.
    private static void end(Jobber jobber, JobStart.Started job, int how) {
        Pid process = jobber.registry().orElseThrow().whereis(job.id()).orElseThrow();
        boolean isDirect = process == job.pid();
        switch (how % 4) {
            case 0 -> Process.send(process, Message.FINISH);
            case 1 -> Process.exit(process, ExitReason.SHUTDOWN);
            case 2 -> {
                if (isDirect) {
                    Process.send(process, Message.FINISH);
                } else {
                    DynamicSupervisor.terminateChild(jobber.runner(), job.pid());
                }
            }
            default -> {
                if (isDirect) {
                    Process.exit(process, ExitReason.SHUTDOWN);
                } else {
                    Process.exit(job.pid(), ExitReason.KILL);
                }
            }
        }
        jobber.await(List.of(jobber.find(job.id()).orElseThrow()), Process.INFINITY);
    }

    @Test
    void as_many_are_accepted_as_fit_however_many_start_at_once() throws Exception {
        try (Node node = Node.builder().build();
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            var jobber = Jobber.start(node, JobberOptions.defaults());
            var together = new CyclicBarrier(THREADS);
            List<JobStart.Started> running = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<JobStart>> starts = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    Placement placement = placement(thread);
                    starts.add(
                            threads.submit(() -> {
                                together.await();
                                return jobber.startJob(
                                        JobRequest.of(this::held).withType(Jobber.IMPORT),
                                        placement);
                            }));
                }
                int ran = running.size();
                for (Future<JobStart> start : starts) {
                    switch (start.get(30, TimeUnit.SECONDS)) {
                        case JobStart.Started started -> running.add(started);
                        case JobStart.Refused refused ->
                                assertThat(refused.code()).isEqualTo("import_quota_reached");
                        case JobStart.Queued _, JobStart.Waiting _, JobStart.Skipped _ ->
                                throw new AssertionError("expected a refusal");
                    }
                }
                assertThat(running).as("running after %d more", LIMIT - ran).hasSize(LIMIT);
                assertThat(jobber.runningImports()).hasSize(LIMIT);
                int ends = 1 + round % LIMIT;
                for (int i = 0; i < ends; i++) {
                    end(jobber, running.removeFirst(), round + i);
                }
                assertThat(jobber.types().type(Jobber.IMPORT).running()).isEqualTo(LIMIT - ends);
            }
            assertThat(mostAlive.get()).isEqualTo(LIMIT);
        }
    }

    @Test
    void what_ends_in_any_way_frees_its_place_and_nothing_else_does() throws Exception {
        try (Node node = Node.builder().build();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            var jobber = Jobber.start(node, JobberOptions.defaults().withHistory(100));
            Work brief =
                    attempt -> {
                        mostAlive.accumulateAndGet(alive.incrementAndGet(), Math::max);
                        try {
                            Thread.yield();
                            if (attempt.number() % 3 == 1) {
                                throw new IllegalStateException("crash");
                            }
                            return attempt.number() % 3 == 2 ? "junk" : Outcome.ok();
                        } finally {
                            alive.decrementAndGet();
                        }
                    };
            List<Future<Integer>> results = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                var random = new Random(thread);
                results.add(
                        threads.submit(() -> {
                            int started = 0;
                            for (int i = 0; i < 3_000; i++) {
                                JobStart start =
                                        jobber.startJob(
                                                JobRequest.of(brief).withType(Jobber.IMPORT),
                                                random.nextInt(3) == 0
                                                        ? JobLab.BARE
                                                        : JobLab.SUPERVISED);
                                if (start instanceof JobStart.Started(Pid pid, _)) {
                                    started++;
                                    switch (random.nextInt(4)) {
                                        case 0 -> Process.exit(pid, ExitReason.KILL);
                                        case 1 -> Process.exit(pid, ExitReason.SHUTDOWN);
                                        default -> {}
                                    }
                                }
                            }
                            return started;
                        }));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get(60, TimeUnit.SECONDS)).isPositive();
            }
            jobber.await(jobber.jobs(), Process.INFINITY);
            assertThat(jobber.types().type(Jobber.IMPORT).running()).isZero();
            assertThat(mostAlive.get()).isPositive().isLessThanOrEqualTo(LIMIT);
            assertThat(alive.get()).isZero();
        }
    }

    @Test
    void starts_whose_callers_are_gone_leave_no_place_taken() throws Exception {
        try (Node node = Node.builder().build()) {
            var jobber = Jobber.start(node, JobberOptions.defaults().withLimits(Map.of()));
            for (int i = 0; i < 2_000; i++) {
                Pid caller =
                        node.spawn(() ->
                                jobber.startJob(
                                        JobRequest.of(attempt -> Outcome.ok())
                                                .withType(Jobber.IMPORT)));
                Process.exit(caller, ExitReason.KILL);
                if (i % 100 == 0) {
                    killJobRunner(jobber);
                }
            }
            node.awaitQuiet();
            jobber.await(jobber.jobs(), Process.INFINITY);
            assertThat(jobber.types().type(Jobber.IMPORT).running()).isZero();
        }
    }

    /// Kills it in the middle of what it does; the fourth time in a row the tree ends too.
    private static void killJobRunner(Jobber jobber) throws Exception {
        Pid top = jobber.supervisor().whereis().orElseThrow();
        Pid runner = jobber.runner().whereis().orElseThrow();
        Process.exit(runner, ExitReason.KILL);
        awaitEnd(runner);
        try {
            Supervisor.countChildren(top);
        } catch (ExitException ended) {
            awaitEnd(top);
            jobber.ensureStarted();
        }
    }

    private static void awaitEnd(Pid pid) throws Exception {
        pid.node()
                .run(() -> {
                    MonitorRef monitor = Process.monitor(pid);
                    return Process.receive(
                            message -> message instanceof Down down && down.ref() == monitor);
                });
    }
}
