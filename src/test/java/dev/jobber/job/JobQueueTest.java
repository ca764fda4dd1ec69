package dev.jobber.job;

import static dev.jobber.job.JobLab.GOOD;
import static dev.jobber.job.JobLab.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.Rate;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.job.policy.WhenFull;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Jobs that wait for room or for a rate.
@Timeout(60)
class JobQueueTest extends JobsOfAType {
    // ---- the queue

    @ParameterizedTest
    @FieldSource("PLACEMENTS")
    void a_start_without_room_waits_and_runs_when_there_is_room(Placement placement) {
        says(limit(1, WhenFull.QUEUE));
        start(job(GOOD, "a"));

        assertThat(start(job(LONG, "b"), placement)).isEqualTo(new JobStart.Queued("b"));
        assertThat(lab.status("b")).isEqualTo(JobStatus.QUEUED);
        assertThat(lab.info("b").pid()).isEmpty();
        assertThat(queue()).containsExactly("b");
        assertThat(load()).isEqualTo(new TypeInfo.Load(1, 1));

        lab.seconds(5);
        assertThat(lab.status("a")).isEqualTo(JobStatus.DONE);
        assertThat(lab.status("b")).isEqualTo(JobStatus.RUNNING);
        assertThat(lab.info("b").started()).isEqualTo(lab.clock.instant());
        assertThat(load()).isEqualTo(new TypeInfo.Load(1, 0));
    }

    @Test
    void without_jobs_that_may_wait_the_tree_is_the_documents() {
        lab.limit("t", Limit.of(1));
        start(job(GOOD, "a"));

        assertThat(Supervisor.whichChildren(lab.jobber.supervisor()))
                .extracting(Supervisor.Child::id)
                .doesNotContain(Jobber.QUEUE);
        says(limit(1, WhenFull.QUEUE));
        assertThat(Supervisor.whichChildren(lab.jobber.supervisor()))
                .extracting(Supervisor.Child::id)
                .contains(Jobber.QUEUE);
    }

    @Test
    void those_that_wait_start_in_order_within_a_priority() {
        List<String> order = new CopyOnWriteArrayList<>();
        Work work =
                attempt -> {
                    order.add(attempt.jobId());
                    return Outcome.ok();
                };
        says(limit(1, WhenFull.QUEUE));
        start(job(GOOD, "first"));
        for (String id : List.of("low1", "low2")) {
            start(job(work, id));
        }
        for (String id : List.of("high1", "high2")) {
            start(
                    job(work, id)
                            .withPolicy(
                                    JobPolicy.NONE.withAdmission(
                                            AdmissionPolicy.NONE.withPriority(5))));
        }
        assertThat(queue()).containsExactly("high1", "high2", "low1", "low2");

        lab.seconds(5);
        assertThat(order).containsExactly("high1", "high2", "low1", "low2");
        assertThat(load()).isEqualTo(TypeInfo.Load.NONE);
    }

    @Test
    void a_full_queue_refuses_and_leaves_nothing_behind() {
        says(limit(1, WhenFull.QUEUE).withQueueMax(1));
        start(job(LONG, "a"));
        start(job(LONG, "b"));

        assertThat(start(job(LONG, "c")))
                .isInstanceOfSatisfying(
                        JobStart.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo("queue_full");
                            assertThat(refused.message())
                                    .isEqualTo(
                                            "the queue of type t is full: 1 waiting, 1 allowed; wait"
                                                    + " until one has started, or raise --queue-max");
                        });
        assertThat(lab.jobber.find("c")).isEmpty();
        assertThat(load()).isEqualTo(new TypeInfo.Load(1, 1));
    }

    @Test
    void an_id_that_waits_is_taken() {
        says(limit(1, WhenFull.QUEUE));
        start(job(LONG, "a"));
        start(job(LONG, "b"));

        for (String id : List.of("a", "b")) {
            assertThat(start(job(GOOD, id)))
                    .isInstanceOfSatisfying(
                            JobStart.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("already_started"));
        }
        assertThat(start(JobRequest.of(GOOD).withId("b")))
                .as("of no type")
                .isInstanceOf(JobStart.Refused.class);
        assertThat(queue()).containsExactly("b");
    }

    @Test
    void a_higher_limit_starts_as_many_more_and_a_lower_one_ends_none() {
        says(limit(1, WhenFull.QUEUE));
        for (String id : List.of("a", "b", "c", "d")) {
            start(job(LONG, id));
        }
        says(AdmissionPolicy.NONE.withLimit(Limit.of(3)));
        assertThat(queue()).containsExactly("d");

        says(AdmissionPolicy.NONE.withLimit(Limit.of(1)));
        assertThat(load()).isEqualTo(new TypeInfo.Load(3, 1));
        says(AdmissionPolicy.NONE.withLimit(Limit.NONE));
        assertThat(load()).isEqualTo(new TypeInfo.Load(4, 0));
    }

    @Test
    void skip_leaves_nothing_behind() {
        says(limit(1, WhenFull.SKIP));
        start(job(LONG, "a"));

        assertThat(start(job(LONG, "b"))).isEqualTo(new JobStart.Skipped(Optional.empty()));
        assertThat(lab.jobber.find("b")).isEmpty();
        assertThat(lab.jobber.countChildren().specs()).isEqualTo(1);
    }

    // ---- what does not lose a job that waits

    @ParameterizedTest
    @FieldSource("PLACEMENTS")
    void job_runner_killed_ends_what_runs_and_what_waits_runs_under_the_next(Placement placement) {
        says(limit(1, WhenFull.QUEUE));
        start(job(LONG, "a"));
        start(job(LONG, "b"), placement);

        Process.exit(lab.runner(), ExitReason.KILL);
        lab.clock.settle();

        assertThat(lab.status("a")).isEqualTo(JobStatus.KILLED);
        assertThat(lab.status("b")).isEqualTo(JobStatus.RUNNING);
        assertThat(load()).isEqualTo(new TypeInfo.Load(1, 0));
    }

    @Test
    void the_queue_killed_its_successor_goes_on() {
        says(limit(1, WhenFull.QUEUE));
        start(job(GOOD, "a"));
        start(job(GOOD, "b"));
        start(job(GOOD, "c"));
        Pid queue = lab.node.whereis(Jobber.QUEUE).orElseThrow();

        Process.exit(queue, ExitReason.KILL);
        lab.clock.settle();

        assertThat(queue()).containsExactly("b", "c");
        lab.seconds(10);
        assertThat(lab.status("c")).isEqualTo(JobStatus.RUNNING);
        assertThat(lab.node.whereis(Jobber.QUEUE).orElseThrow()).isNotEqualTo(queue);
    }

    @Test
    void a_new_tree_starts_what_waited_under_the_old_one() {
        says(limit(1, WhenFull.QUEUE));
        start(job(LONG, "a"));
        start(job(LONG, "b"));

        Process.exit(lab.jobber.supervisor().whereis().orElseThrow(), ExitReason.KILL);
        lab.clock.settle();
        assertThat(lab.status("a")).isEqualTo(JobStatus.STOPPED);
        assertThat(lab.status("b")).isEqualTo(JobStatus.QUEUED);

        assertThat(lab.jobber.ensureStarted()).isTrue();
        lab.clock.settle();
        assertThat(lab.status("b")).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void job_runner_killed_in_the_middle_of_a_start_the_job_waits_again_and_runs() {
        var toKill = new AtomicReference<Optional<Pid>>(Optional.empty());
        try (var other =
                new JobLab(options ->
                        options.withListener(event -> {
                            if (event instanceof JobEvent.Supervised(JobEvent.Subject subject)
                                    && subject.id().equals("b")) {
                                toKill.getAndSet(Optional.empty())
                                        .ifPresent(JobQueueTest::killAndWait);
                            }
                        }))) {
            other.jobber
                    .types()
                    .change("t", JobPolicy.NONE.withAdmission(limit(1, WhenFull.QUEUE)));
            other.start(job(GOOD, "a"));
            other.jobber.startJob(job(LONG, "b"));
            toKill.set(Optional.of(other.runner()));

            other.seconds(5);

            assertThat(toKill.get()).as("JobRunner was killed").isEmpty();
            assertThat(other.status("b")).isEqualTo(JobStatus.RUNNING);
            assertThat(other.jobber.types().type("t").load()).isEqualTo(new TypeInfo.Load(1, 0));
            assertThat(other.runner().isAlive()).isTrue();
        }
    }

    private static void killAndWait(Pid pid) {
        Process.exit(pid, ExitReason.KILL);
        while (pid.isAlive()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_start_that_cannot_be_is_told_when_its_turn_comes() {
        says(limit(1, WhenFull.QUEUE));
        start(job(GOOD, "a"));
        start(JobRequest.EMPTY.withId("b").withType("t"));
        start(job(LONG, "c"));

        lab.seconds(5);

        assertThat(lab.status("b")).isEqualTo(JobStatus.FAILED);
        assertThat(lab.info("b").error().orElseThrow()).startsWith("the job was not started: ");
        assertThat(lab.logged()).anyMatch(line -> line.startsWith("[error] Job not started b: "));
        assertThat(lab.status("c")).isEqualTo(JobStatus.RUNNING);
    }

    // ---- rates

    @Test
    void under_a_rate_jobs_start_in_order_each_when_its_time_has_come() {
        says(
                AdmissionPolicy.NONE
                        .withRate(new Rate.Per(2, Duration.ofSeconds(10)))
                        .withWhenFull(WhenFull.QUEUE));
        for (String id : List.of("a", "b", "c", "d", "e")) {
            start(job(LONG, id));
        }
        assertThat(queue()).containsExactly("c", "d", "e");

        lab.seconds(9);
        assertThat(queue()).containsExactly("c", "d", "e");
        lab.seconds(1);
        assertThat(queue()).containsExactly("e");
        lab.seconds(10);
        assertThat(queue()).isEmpty();
        assertThat(lab.clock.pending()).as("five sleeps, and no alarm is left").isEqualTo(5);
    }

    @Test
    void a_start_over_the_rate_is_refused_where_none_may_wait() {
        says(AdmissionPolicy.NONE.withRate(new Rate.Per(1, Duration.ofSeconds(10))));
        start(job(GOOD, "a"));

        JobStart.Refused refused = lab.refused(job(GOOD, "b"));
        assertThat(refused.code()).isEqualTo("t_quota_reached");
        assertThat(refused.message())
                .isEqualTo(
                        "type t has reached its rate: 1 start within 10s allowed; wait, or raise the"
                                + " rate");
        lab.seconds(10);
        lab.start(job(GOOD, "b"));
    }

    @Test
    void a_rate_that_is_taken_away_starts_all_that_wait_for_it() {
        says(
                AdmissionPolicy.NONE
                        .withRate(new Rate.Per(1, Duration.ofHours(1)))
                        .withWhenFull(WhenFull.QUEUE));
        start(job(LONG, "a"));
        start(job(LONG, "b"));

        says(AdmissionPolicy.NONE.withRate(Rate.NONE));
        assertThat(lab.status("b")).isEqualTo(JobStatus.RUNNING);
    }

    // ---- replacing

    @ParameterizedTest
    @FieldSource("PLACEMENTS")
    void replace_stops_the_oldest_and_answers_when_the_new_one_runs(Placement placement) {
        says(limit(1, WhenFull.REPLACE));
        start(job(LONG, "a"), placement);

        JobStart start = start(job(LONG, "b"), placement);

        assertThat(start).isInstanceOf(JobStart.Started.class);
        assertThat(((JobStart.Started) start).pid().isAlive()).isTrue();
        assertThat(lab.status("a")).isEqualTo(JobStatus.STOPPED);
        assertThat(lab.status("b")).isEqualTo(JobStatus.RUNNING);
        assertThat(load()).isEqualTo(new TypeInfo.Load(1, 0));
        assertThat(lab.runner().isAlive()).isTrue();
    }

    @Test
    void replace_with_room_stops_none() {
        says(limit(2, WhenFull.REPLACE));
        start(job(LONG, "a"));
        start(job(LONG, "b"));
        start(job(LONG, "c"));

        assertThat(lab.status("a")).isEqualTo(JobStatus.STOPPED);
        assertThat(lab.status("b")).isEqualTo(JobStatus.RUNNING);
    }

    // ---- keys

    @Test
    void a_key_is_taken_while_a_job_with_it_has_not_ended() {
        JobRequest first = job(GOOD, "a").withPolicy(JobPolicy.NONE.withUnique("k"));
        JobRequest second = job(GOOD, "b").withPolicy(JobPolicy.NONE.withUnique("k"));
        start(first);

        JobStart.Refused refused = lab.refused(second);
        assertThat(refused.code()).isEqualTo("already_started");
        assertThat(refused.message())
                .isEqualTo(
                        "the key k is taken: the job a has it and is running; wait until it has"
                                + " ended, or stop it");
        lab.start(job(GOOD, "c").withPolicy(JobPolicy.NONE.withUnique("other")));
        lab.seconds(5);
        lab.start(second);
    }

    @Test
    void a_job_that_waits_has_its_key_and_one_that_is_refused_has_none() {
        says(limit(1, WhenFull.QUEUE).withQueueMax(1));
        start(job(LONG, "a"));
        start(job(LONG, "b").withPolicy(JobPolicy.NONE.withUnique("k")));
        start(job(LONG, "c").withPolicy(JobPolicy.NONE.withUnique("l")));

        assertThat(start(JobRequest.of(GOOD).withPolicy(JobPolicy.NONE.withUnique("k"))))
                .isInstanceOf(JobStart.Refused.class);
        assertThat(start(JobRequest.of(GOOD).withPolicy(JobPolicy.NONE.withUnique("l"))))
                .isInstanceOf(JobStart.Started.class);
        assertThat(lab.jobber.cancel(handle("b"))).isTrue();
        assertThat(start(JobRequest.of(GOOD).withPolicy(JobPolicy.NONE.withUnique("k"))))
                .isInstanceOf(JobStart.Started.class);
    }
}
