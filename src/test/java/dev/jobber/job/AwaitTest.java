package dev.jobber.job;

import static dev.jobber.job.JobLab.BAD;
import static dev.jobber.job.JobLab.DOOMED;
import static dev.jobber.job.JobLab.FIVE_SECONDS;
import static dev.jobber.job.JobLab.GOOD;
import static dev.jobber.job.JobLab.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.kind.Sim;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Waiting for jobs.
class AwaitTest {
    private final JobLab lab = new JobLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private JobHandle start(String id, Work work, Placement placement) {
        lab.start(JobRequest.of(work).withId(id), placement);
        return lab.jobber.find(id).orElseThrow();
    }

    private CompletableFuture<AwaitResult> awaiting(Duration timeout, JobHandle... jobs) {
        long before = lab.node.processCount();
        CompletableFuture<AwaitResult> result =
                CompletableFuture.supplyAsync(
                        () -> lab.jobber.await(List.of(jobs), timeout),
                        run -> Thread.ofVirtual().start(run));
        while (lab.node.processCount() == before && !result.isDone()) {
            Thread.onSpinWait();
        }
        lab.clock.settle();
        return result;
    }

    private static List<String> ended(CompletableFuture<AwaitResult> result) throws Exception {
        var all = (AwaitResult.AllEnded) result.get(30, TimeUnit.SECONDS);
        return all.jobs().stream().map(job -> job.id() + " " + job.status()).toList();
    }

    @Test
    void it_returns_when_the_last_job_has_ended_whatever_became_of_them() throws Exception {
        CompletableFuture<AwaitResult> result =
                awaiting(
                        Process.INFINITY,
                        start("good", GOOD, JobLab.SUPERVISED),
                        start("bad", BAD, JobLab.SUPERVISED),
                        start("doomed", DOOMED, JobLab.SUPERVISED),
                        start("bare", GOOD, JobLab.BARE));
        lab.seconds(34);
        assertThat(result).isNotDone();
        lab.seconds(1);
        assertThat(ended(result))
                .containsExactly("good done", "bad failed", "doomed crashed", "bare done");
    }

    @Test
    void it_returns_at_once_for_jobs_that_have_ended() throws Exception {
        JobHandle job = start("good", GOOD, JobLab.SUPERVISED);
        lab.seconds(5);
        assertThat(ended(awaiting(Duration.ZERO.plusMillis(1), job))).containsExactly("good done");
        assertThat(ended(awaiting(Process.INFINITY))).isEmpty();
    }

    @Test
    void a_deadline_that_passes_names_those_that_have_not_ended() throws Exception {
        JobHandle good = start("good", GOOD, JobLab.SUPERVISED);
        CompletableFuture<AwaitResult> result =
                awaiting(Duration.ofSeconds(6), good, start("long", LONG, JobLab.SUPERVISED));
        lab.seconds(6);
        var late = (AwaitResult.TimedOut) result.get(30, TimeUnit.SECONDS);
        assertThat(late.pending()).extracting(JobInfo::id).containsExactly("long");
    }

    @Test
    void a_job_that_is_started_again_has_not_ended() throws Exception {
        JobHandle job = start("j", Sim.raise(FIVE_SECONDS, "Boom!"), JobLab.SUPERVISED);
        CompletableFuture<AwaitResult> result = awaiting(Process.INFINITY, job);
        lab.seconds(19);
        assertThat(result).isNotDone();
        lab.seconds(1);
        assertThat(ended(result)).containsExactly("j crashed");
    }

    @Test
    void nor_has_one_that_was_killed_and_is_started_again() {
        CompletableFuture<AwaitResult> result =
                awaiting(Process.INFINITY, start("j", LONG, JobLab.SUPERVISED));
        Process.exit(lab.job("j"), ExitReason.KILL);
        lab.clock.settle();
        assertThat(result).isNotDone();
    }

    @Test
    void it_waits_for_an_innocent_that_job_runner_takes_with_it_and_then_job_runner_is_there_again()
            throws Exception {
        Pid runner = lab.runner();
        JobHandle doomed = start("doomed", DOOMED, JobLab.TRANSIENT);
        JobHandle innocent = start("innocent", LONG, JobLab.TRANSIENT);
        CompletableFuture<AwaitResult> result = awaiting(Process.INFINITY, innocent, doomed);
        lab.seconds(20);
        assertThat(ended(result)).containsExactly("innocent stopped", "doomed crashed");
        assertThat(lab.runner()).isNotEqualTo(runner);
    }

    @Test
    void an_interrupted_wait_is_cancelled_and_leaves_nothing_behind() throws Exception {
        JobHandle job = start("j", LONG, JobLab.SUPERVISED);
        long processes = lab.node.processCount();
        AtomicReference<Thread> waiter = new AtomicReference<>();
        CompletableFuture<AwaitResult> result =
                CompletableFuture.supplyAsync(
                        () -> {
                            waiter.set(Thread.currentThread());
                            return lab.jobber.await(List.of(job), Process.INFINITY);
                        },
                        run -> Thread.ofPlatform().start(run));
        while (lab.node.processCount() == processes) {
            Thread.onSpinWait();
        }
        waiter.get().interrupt();
        assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CancellationException.class);
        lab.clock.settle();
        assertThat(lab.node.processCount()).isEqualTo(processes);
    }

    // In real time: what await promises is seen by the first look after it.

    @Test
    void after_it_the_supervisors_have_dealt_with_it() {
        try (Node node = Node.builder().build()) {
            var jobber =
                    Jobber.start(node, JobberOptions.defaults().withFinished(FinishedJobs.KEEP));
            for (int round = 0; round < 2_000; round++) {
                String id = "j" + round;
                Placement placement = round % 2 == 0 ? JobLab.SUPERVISED : JobLab.TRANSIENT;
                var start =
                        (JobStart.Started)
                                jobber.startJob(
                                        JobRequest.of(attempt -> Outcome.ok()).withId(id),
                                        placement);
                jobber.await(List.of(jobber.find(id).orElseThrow()), Process.INFINITY);
                if (placement == JobLab.SUPERVISED) {
                    assertThat(JobLab.counts(Supervisor.countChildren(start.pid())))
                            .isEqualTo("active=0 specs=1 supervisors=0 workers=1");
                    Supervisor.stop(start.pid());
                }
                assertThat(jobber.whichChildren()).isEmpty();
                node.awaitQuiet(); // what told the waiter may be about to end
                assertThat(node.processCount()).isEqualTo(4);
            }
        }
    }

    @Test
    void after_it_a_job_supervisor_that_gave_up_is_gone_and_job_runner_has_forgotten_it() {
        try (Node node = Node.builder().build()) {
            var jobber = Jobber.start(node, JobberOptions.defaults());
            for (int round = 0; round < 500; round++) {
                var start =
                        (JobStart.Started)
                                jobber.startJob(JobRequest.of(attempt -> "junk").withId("j"));
                jobber.await(List.of(jobber.find("j").orElseThrow()), Process.INFINITY);
                assertThat(start.pid().isAlive()).isFalse();
                assertThat(jobber.countChildren().specs()).isZero();
                assertThat(jobber.find("j").orElseThrow().info().status())
                        .isEqualTo(JobStatus.CRASHED);
            }
        }
    }

    @Test
    void after_it_a_job_runner_that_gave_up_has_a_successor() {
        try (Node node = Node.builder().build()) {
            var jobber = Jobber.start(node, JobberOptions.defaults());
            for (int round = 0; round < 3; round++) {
                Pid runner = jobber.runner().whereis().orElseThrow();
                jobber.startJob(JobRequest.of(attempt -> "junk").withId("j"), JobLab.TRANSIENT);
                jobber.await(List.of(jobber.find("j").orElseThrow()), Process.INFINITY);
                assertThat(jobber.runner().whereis().orElseThrow()).isNotEqualTo(runner);
            }
        }
    }
}
