package dev.jobber.job;

import static dev.jobber.job.JobLab.GOOD;
import static dev.jobber.job.JobLab.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.policy.Flow;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.job.policy.WhenFull;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Process;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Jobs that wait for other jobs, types that are paused or drained, and jobs that are cancelled or
/// run once more.
@Timeout(60)
class JobFlowTest extends JobsOfAType {
    // ---- jobs that wait for others

    private JobStart startAfter(String id, Work work, String... others) {
        return start(JobRequest.of(work).withId(id).withAfter(List.of(others)));
    }

    @Test
    void a_job_starts_when_those_before_it_are_done() {
        start(JobRequest.of(GOOD).withId("a"));
        start(JobRequest.of(LONG).withId("b"));
        assertThat(startAfter("c", LONG, "a", "b")).isEqualTo(new JobStart.Waiting("c"));
        assertThat(lab.status("c")).isEqualTo(JobStatus.WAITING);

        lab.seconds(5);
        assertThat(lab.status("c")).isEqualTo(JobStatus.WAITING);
        lab.seconds(3600);
        assertThat(lab.status("c")).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void a_job_after_jobs_that_are_done_starts() {
        start(JobRequest.of(GOOD).withId("a"));
        lab.seconds(5);
        startAfter("b", LONG, "a");

        assertThat(lab.status("b")).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void a_job_after_one_that_fails_is_skipped_and_so_is_one_after_that() {
        start(JobRequest.of(JobLab.BAD).withId("a").withMaxRetries(0));
        startAfter("b", GOOD, "a");
        startAfter("c", GOOD, "b");
        lab.seconds(5);

        assertThat(lab.status("b")).isEqualTo(JobStatus.SKIPPED);
        assertThat(lab.info("b").error()).contains("a, which had to be done first, is failed");
        assertThat(lab.info("c").error()).contains("b, which had to be done first, is skipped");
        assertThat(lab.logged())
                .contains(
                        "[warning] Job skipped b: a, which had to be done first, is failed",
                        "[warning] Job skipped c: b, which had to be done first, is skipped");
        assertThat(startAfter("d", GOOD, "c")).isEqualTo(new JobStart.Skipped(Optional.of("d")));
        assertThat(lab.status("d")).isEqualTo(JobStatus.SKIPPED);
    }

    @Test
    void a_long_chain_of_jobs_that_wait_for_one_another_ends_with_its_first() {
        start(JobRequest.of(LONG).withId("j0"), JobLab.BARE);
        for (int i = 1; i <= 5_000; i++) {
            lab.jobber.startJob(
                    JobRequest.of(GOOD).withId("j" + i).withAfter(List.of("j" + (i - 1))));
        }
        Process.exit(lab.job("j0"), ExitReason.KILL);
        lab.clock.settle();

        assertThat(lab.status("j5000")).isEqualTo(JobStatus.SKIPPED);
    }

    @Test
    void a_job_after_one_that_is_not_known_is_refused() {
        assertThat(startAfter("b", GOOD, "nobody"))
                .isInstanceOfSatisfying(
                        JobStart.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo("not_found");
                            assertThat(refused.message())
                                    .isEqualTo(
                                            "there is no job nobody to wait for; 'jobs' lists the jobs");
                        });
        assertThat(lab.jobber.find("b")).isEmpty();
    }

    @Test
    void a_job_that_may_start_waits_for_room_too() {
        lab.limit("t", Limit.of(1));
        start(JobRequest.of(GOOD).withId("a"));
        start(job(LONG, "full"));
        start(job(LONG, "b").withAfter(List.of("a")));
        lab.seconds(5);
        assertThat(lab.status("b")).isEqualTo(JobStatus.QUEUED);

        lab.seconds(3600);
        assertThat(lab.status("b")).isEqualTo(JobStatus.RUNNING);
    }

    // ---- pausing, draining, cancelling, running again

    @Test
    void a_paused_type_starts_no_job_until_it_is_resumed() {
        start(job(GOOD, "a"));
        assertThat(lab.jobber.types().pause("t").flow()).isEqualTo(Flow.PAUSED);
        assertThat(start(job(LONG, "b"))).isEqualTo(new JobStart.Queued("b"));
        lab.seconds(5);
        assertThat(lab.status("a")).isEqualTo(JobStatus.DONE);
        assertThat(lab.status("b")).isEqualTo(JobStatus.QUEUED);

        lab.jobber.types().resume("t");
        lab.clock.settle();
        assertThat(lab.status("b")).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void a_drained_type_takes_no_job_and_says_what_is_left() throws Exception {
        says(limit(1, WhenFull.QUEUE));
        start(job(GOOD, "a"));
        start(job(LONG, "b"));
        List<List<JobInfo>> left = new CopyOnWriteArrayList<>();
        lab.node.spawn(
                () -> left.add(lab.jobber.types().drain(Optional.of("t"), Duration.ofSeconds(60))));
        lab.clock.settle();

        assertThat(lab.refused(job(GOOD, "c")).code()).isEqualTo("draining");
        lab.start(JobRequest.of(GOOD).withId("of-no-type"));
        lab.seconds(60);
        assertThat(left).hasSize(1);
        assertThat(left.getFirst()).extracting(JobInfo::id).containsExactly("b");
        lab.jobber.types().resume("t");
        assertThat(start(job(GOOD, "c"))).isEqualTo(new JobStart.Queued("c"));
    }

    @Test
    void a_drain_of_all_types_refuses_every_job() {
        start(JobRequest.of(GOOD).withId("a"));
        List<List<JobInfo>> left = new CopyOnWriteArrayList<>();
        lab.node.spawn(
                () -> left.add(lab.jobber.types().drain(Optional.empty(), Process.INFINITY)));
        lab.clock.settle();

        assertThat(lab.refused(JobRequest.of(GOOD)).code()).isEqualTo("draining");
        lab.seconds(5);
        assertThat(left).containsExactly(List.of());
        lab.jobber.types().resume();
        lab.start(JobRequest.of(GOOD));
    }

    @Test
    void a_job_that_waits_is_cancelled_and_one_that_works_is_not() {
        says(limit(1, WhenFull.QUEUE));
        start(job(GOOD, "a"));
        start(job(GOOD, "b"));
        startAfter("c", GOOD, "b");

        assertThat(lab.jobber.cancel(handle("a"))).isFalse();
        assertThat(lab.jobber.cancel(handle("b"))).isTrue();
        lab.clock.settle();
        assertThat(lab.status("b")).isEqualTo(JobStatus.CANCELLED);
        assertThat(lab.status("c")).isEqualTo(JobStatus.SKIPPED);
        assertThat(lab.jobber.cancel(handle("b"))).isFalse();
        lab.seconds(5);
        assertThat(lab.status("b")).isEqualTo(JobStatus.CANCELLED);
        assertThat(load()).isEqualTo(TypeInfo.Load.NONE);
    }

    @ParameterizedTest
    @FieldSource("PLACEMENTS")
    void a_job_that_waits_for_its_retry_is_cancelled(Placement placement) {
        start(job(JobLab.BAD, "a"), placement);
        lab.seconds(6);
        assertThat(lab.status("a")).isEqualTo(JobStatus.ERRORED);

        assertThat(lab.jobber.cancel(handle("a"))).isTrue();
        lab.clock.settle();

        assertThat(lab.status("a")).isEqualTo(JobStatus.CANCELLED);
        assertThat(load()).isEqualTo(TypeInfo.Load.NONE);
        assertThat(lab.runner().isAlive()).isTrue();
    }

    @Test
    void what_waits_is_awaited_to_its_end() {
        says(limit(1, WhenFull.QUEUE));
        start(job(GOOD, "a"));
        start(job(GOOD, "b"));
        List<AwaitResult> results = new ArrayList<>();
        lab.node.spawn(() -> results.add(lab.jobber.await(List.of(handle("b")), Process.INFINITY)));
        lab.seconds(5);
        assertThat(results).isEmpty();
        lab.seconds(5);

        assertThat(results)
                .singleElement()
                .isInstanceOfSatisfying(
                        AwaitResult.AllEnded.class,
                        ended ->
                                assertThat(ended.jobs())
                                        .extracting(JobInfo::status)
                                        .containsExactly(JobStatus.DONE));
    }

    @Test
    void a_job_that_has_ended_runs_once_more_under_a_new_id() {
        start(job(GOOD, "a").withMaxRetries(1), JobLab.BARE);
        lab.seconds(5);

        JobStart again = lab.jobber.rerun(handle("a"));
        lab.clock.settle();

        String id = ((JobStart.Started) again).id();
        assertThat(id).isNotEqualTo("a");
        assertThat(lab.status(id)).isEqualTo(JobStatus.RUNNING);
        assertThat(handle(id).request().type()).contains("t");
        assertThat(handle(id).supervisorNumber()).as("it is bare, too").isEmpty();
    }

    // ---- what a type says of retries and times

    @Test
    void retries_and_times_come_from_the_start_else_from_the_type() {
        lab.jobber
                .types()
                .change(
                        "t",
                        JobPolicy.NONE
                                .withRetries(
                                        new JobPolicy.Retries(Optional.of(0), Optional.empty()))
                                .withTimeout(Duration.ofSeconds(2)));
        start(job(JobLab.BAD, "a"), JobLab.BARE);
        start(job(JobLab.BAD, "b").withMaxRetries(1).withTimeout(Duration.ofHours(1)));
        lab.seconds(2);
        assertThat(lab.status("a")).isEqualTo(JobStatus.CRASHED);
        lab.seconds(3);

        assertThat(lab.status("b")).isEqualTo(JobStatus.ERRORED);
    }

    @Test
    void a_job_keeps_its_permit_between_its_attempts() {
        says(limit(1, WhenFull.QUEUE));
        start(job(JobLab.BAD, "a").withMaxRetries(1));
        start(job(LONG, "b"));
        lab.seconds(6);
        assertThat(lab.status("a")).isEqualTo(JobStatus.ERRORED);
        assertThat(load()).isEqualTo(new TypeInfo.Load(1, 1));

        lab.seconds(9);
        assertThat(lab.status("a")).isEqualTo(JobStatus.FAILED);
        assertThat(lab.status("b")).isEqualTo(JobStatus.RUNNING);
    }
}
