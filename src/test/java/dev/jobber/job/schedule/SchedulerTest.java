package dev.jobber.job.schedule;

import static dev.jobber.job.schedule.ScheduleLab.SHORT;
import static dev.jobber.job.schedule.ScheduleLab.at;
import static dev.jobber.job.schedule.ScheduleLab.cron;
import static dev.jobber.job.schedule.ScheduleLab.every;
import static dev.jobber.job.schedule.ScheduleLab.overlap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStatus;
import dev.jobber.job.Jobber;
import dev.jobber.job.Work;
import dev.jobber.job.kind.Sim;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.WhenFull;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SchedulerTest {
    private static final Work LONG = Sim.ok(Duration.ofSeconds(90));

    private final ScheduleLab lab = new ScheduleLab("2026-01-05T10:00:00Z");

    @AfterEach
    void close() {
        lab.close();
    }

    // ---- when runs come

    private void limit(int most) {
        var _ =
                lab.jobber
                        .types()
                        .change(
                                "t",
                                JobPolicy.NONE.withAdmission(
                                        AdmissionPolicy.NONE.withLimit(Limit.of(most))));
    }

    @Test
    void an_interval_passes_before_the_first_run_and_between_two() {
        assertThat(lab.add("x", every("PT5M")).next().orElseThrow())
                .hasToString("2026-01-05T10:05:00Z");

        lab.advance("PT4M59S");
        assertThat(lab.said()).isEmpty();
        lab.advance("PT6M1S");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:05:00Z Schedule x started a",
                        "2026-01-05T10:10:00Z Schedule x started b");
        assertThat(lab.next("x")).isEqualTo("2026-01-05T10:15:00Z");
        assertThat(lab.info("x").tally().last().orElseThrow()).hasToString("2026-01-05T10:10:00Z");
    }

    @Test
    void a_time_comes_once_and_the_schedule_has_ended() {
        lab.add("x", at("2026-01-05T10:00:30Z"));
        lab.advance("PT2M");

        assertThat(lab.said()).containsExactly("2026-01-05T10:00:30Z Schedule x started a");
        assertThat(lab.next("x")).isEqualTo("none");
        assertThat(lab.runs("x")).isEqualTo(1);
        assertThat(lab.clock.pending()).isZero();
    }

    @Test
    void a_time_that_has_passed_is_refused() {
        assertThatThrownBy(() -> lab.add("x", at("2026-01-05T10:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected a schedule that has a run to come, got: At");
        assertThat(lab.scheduler.all()).isEmpty();
    }

    @Test
    void a_cron_expression_comes_in_its_zone() {
        lab.add("x", cron("5,10 11 * * *"));
        lab.advance("PT1H");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:05:00Z Schedule x started a",
                        "2026-01-05T10:10:00Z Schedule x started b");
        assertThat(lab.next("x")).isEqualTo("2026-01-06T10:05:00Z");
    }

    @Test
    void jitter_makes_a_run_later_but_no_later_than_the_run_after_it() {
        var rules = new Schedule.Rules(Overlap.ALLOW, Misfire.SKIP, Duration.ofHours(1));
        lab.scheduler.add(lab.schedule("x", every("PT1M"), rules, SHORT));

        for (int i = 1; i <= 100; i++) {
            Instant due = lab.info("x").next().orElseThrow();
            assertThat(due).isBetween(minute(i), minute(i + 1).minusNanos(1));
            lab.clock.advance(Duration.between(lab.clock.instant(), due));
            assertThat(lab.runs("x")).isEqualTo(i);
        }
        assertThat(lab.skipped("x")).isZero();
    }

    private static Instant minute(int i) {
        return Instant.parse("2026-01-05T10:00:00Z").plus(Duration.ofMinutes(i));
    }

    // ---- runs in one another's way

    @Test
    void a_run_is_left_out_while_the_one_before_it_has_not_ended() {
        lab.scheduler.add(lab.schedule("x", every("PT1M"), overlap(Overlap.SKIP), LONG));
        lab.advance("PT3M");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:01:00Z Schedule x started a",
                        "2026-01-05T10:02:00Z Schedule x left out a run: the run before it, a, has not ended",
                        "2026-01-05T10:03:00Z Schedule x started b");
        assertThat(lab.skipped("x")).isEqualTo(1);
    }

    @Test
    void a_run_that_is_tried_again_has_not_ended() {
        Work bad = Sim.error(Duration.ZERO);
        lab.scheduler.add(
                new Schedule(
                        "x",
                        ScheduleText.of("bad"),
                        every("PT4S"),
                        overlap(Overlap.SKIP),
                        () ->
                                lab.jobber.startJob(
                                        JobRequest.of(bad).withId("a").withMaxRetries(1))));
        lab.advance("PT8S");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:00:04Z Schedule x started a",
                        "2026-01-05T10:00:08Z Schedule x left out a run: the run before it, a, has not ended");
    }

    @Test
    void a_run_waits_until_the_one_before_it_has_ended() {
        lab.scheduler.add(lab.schedule("x", every("PT1M"), overlap(Overlap.QUEUE), LONG));
        lab.advance("PT4M30S");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:01:00Z Schedule x started a",
                        "2026-01-05T10:02:30Z Schedule x started b",
                        "2026-01-05T10:04:00Z Schedule x started c");
        assertThat(lab.runningJobs()).containsExactly("c");
        assertThat(lab.skipped("x")).isZero();
    }

    @Test
    void a_run_replaces_the_one_before_it_when_that_is_gone() {
        lab.scheduler.add(lab.schedule("x", every("PT1M"), overlap(Overlap.REPLACE), LONG));
        lab.advance("PT2M");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:01:00Z Schedule x started a",
                        "2026-01-05T10:02:00Z Schedule x started b");
        assertThat(lab.runningJobs()).containsExactly("b");
        assertThat(lab.jobber.find("a").orElseThrow().info().status()).isEqualTo(JobStatus.STOPPED);
    }

    @Test
    void a_run_that_waits_for_room_is_replaced_too() {
        var _ =
                lab.jobber
                        .types()
                        .change(
                                "t",
                                JobPolicy.NONE.withAdmission(
                                        AdmissionPolicy.NONE
                                                .withLimit(Limit.of(0))
                                                .withWhenFull(WhenFull.QUEUE)));
        Iterator<String> ids = List.of("a", "b").iterator();
        lab.scheduler.add(
                new Schedule(
                        "x",
                        ScheduleText.of("queued"),
                        every("PT1M"),
                        overlap(Overlap.REPLACE),
                        () ->
                                lab.jobber.startJob(
                                        JobRequest.of(LONG).withType("t").withId(ids.next()))));
        lab.advance("PT2M");

        assertThat(lab.jobber.find("a").orElseThrow().info().status())
                .isEqualTo(JobStatus.CANCELLED);
        assertThat(lab.jobber.find("b").orElseThrow().info().status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void a_run_may_start_beside_the_one_before_it() {
        lab.scheduler.add(lab.schedule("x", every("PT1M"), overlap(Overlap.ALLOW), LONG));
        lab.advance("PT2M");

        assertThat(lab.runningJobs()).containsExactly("a", "b");
    }

    @Test
    void a_run_that_is_killed_has_ended() {
        lab.scheduler.add(lab.schedule("x", every("PT1M"), overlap(Overlap.SKIP), LONG));
        lab.advance("PT1M");
        Process.exit(
                lab.jobber.registry().orElseThrow().whereis("a").orElseThrow(),
                ExitReason.word("boom"));
        lab.clock.settle();

        // Its supervisor starts it again; it is the same run.
        assertThat(lab.runningJobs()).containsExactly("a");
        lab.advance("PT1M");

        assertThat(lab.skipped("x")).isEqualTo(1);
    }

    // ---- starts that come to nothing

    @Test
    void a_refused_start_is_left_out_and_the_schedule_goes_on() {
        limit(0);
        lab.scheduler.add(
                new Schedule(
                        "x",
                        ScheduleText.of("limited"),
                        every("PT1M"),
                        Schedule.Rules.DEFAULT,
                        () -> lab.jobber.startJob(JobRequest.of(SHORT).withType("t").withId("a"))));
        lab.advance("PT1M");
        limit(1);
        lab.advance("PT1M");

        assertThat(lab.said())
                .satisfiesExactly(
                        refusal ->
                                assertThat(refusal)
                                        .startsWith(
                                                "2026-01-05T10:01:00Z Schedule x left out a run: ")
                                        .contains("limit"),
                        started ->
                                assertThat(started)
                                        .isEqualTo("2026-01-05T10:02:00Z Schedule x started a"));
    }

    @Test
    void a_start_that_throws_or_is_killed_is_left_out_and_the_schedule_goes_on() {
        lab.scheduler.add(
                new Schedule(
                        "x",
                        ScheduleText.of("thrown"),
                        every("PT1M"),
                        Schedule.Rules.DEFAULT,
                        () -> {
                            throw new IllegalStateException("no such work");
                        }));
        lab.scheduler.add(
                new Schedule(
                        "y",
                        ScheduleText.of("killed"),
                        every("PT1M"),
                        Schedule.Rules.DEFAULT,
                        () -> {
                            Process.exit(Process.self(), ExitReason.KILL);
                            throw new IllegalStateException("still here");
                        }));
        lab.advance("PT2M");

        assertThat(lab.said())
                .containsExactlyInAnyOrder(
                        "2026-01-05T10:01:00Z Schedule x left out a run: no such work",
                        "2026-01-05T10:01:00Z Schedule y left out a run: the process that starts it has ended: :killed",
                        "2026-01-05T10:02:00Z Schedule x left out a run: no such work",
                        "2026-01-05T10:02:00Z Schedule y left out a run: the process that starts it has ended: :killed");
        assertThat(lab.skipped("x")).isEqualTo(2);
        assertThat(lab.skipped("y")).isEqualTo(2);
    }

    // ---- names

    @Test
    void a_schedule_replaces_the_one_of_its_name() {
        lab.add("x", every("PT5M"));
        lab.advance("PT1M");
        lab.add("x", every("PT2M"));
        lab.advance("PT5M");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:03:00Z Schedule x started a",
                        "2026-01-05T10:05:00Z Schedule x started b");
        assertThat(lab.scheduler.all()).hasSize(1);
    }

    @Test
    void the_same_schedule_again_keeps_its_times_and_counts() {
        lab.add("x", every("PT5M"));
        lab.advance("PT7M");
        lab.add("x", every("PT5M"));

        assertThat(lab.next("x")).isEqualTo("2026-01-05T10:10:00Z");
        assertThat(lab.runs("x")).isEqualTo(1);
    }

    @Test
    void the_run_of_a_replaced_schedule_is_the_run_before_the_next() {
        lab.scheduler.add(lab.schedule("x", every("PT1M"), overlap(Overlap.SKIP), LONG));
        lab.advance("PT1M");
        lab.scheduler.add(lab.schedule("x", every("PT30S"), overlap(Overlap.SKIP), LONG));
        lab.advance("PT30S");

        assertThat(lab.skipped("x")).isEqualTo(1);
    }

    @Test
    void a_schedule_without_a_name_gets_one_and_the_same_again_the_same() {
        Schedule five = lab.schedule("good", every("PT5M"), Schedule.Rules.DEFAULT, SHORT);
        Schedule six = lab.schedule("good", every("PT6M"), Schedule.Rules.DEFAULT, SHORT);

        assertThat(lab.scheduler.addUnnamed(five).name()).isEqualTo("good");
        assertThat(lab.scheduler.addUnnamed(six).name()).isEqualTo("good-2");
        assertThat(lab.scheduler.addUnnamed(five).name()).isEqualTo("good");
        assertThat(lab.scheduler.addUnnamed(six).name()).isEqualTo("good-2");
        assertThat(lab.scheduler.all()).hasSize(2);
    }

    @Test
    void a_name_is_free_again_when_its_schedule_has_ended() {
        Schedule once =
                lab.schedule("good", at("2026-01-05T10:00:30Z"), Schedule.Rules.DEFAULT, SHORT);
        lab.scheduler.addUnnamed(once);
        lab.advance("PT1M");
        Schedule five = lab.schedule("good", every("PT5M"), Schedule.Rules.DEFAULT, SHORT);

        assertThat(lab.scheduler.addUnnamed(five).name()).isEqualTo("good");
    }

    @Test
    void a_removed_schedule_starts_nothing_and_its_run_goes_on() {
        lab.scheduler.add(lab.schedule("x", every("PT1M"), overlap(Overlap.QUEUE), LONG));
        lab.advance("PT2M");

        assertThat(lab.scheduler.remove("x").orElseThrow().name()).isEqualTo("x");
        assertThat(lab.scheduler.remove("x")).isEmpty();
        assertThat(lab.runningJobs()).containsExactly("a");
        lab.advance("PT10M");

        assertThat(lab.said()).containsExactly("2026-01-05T10:01:00Z Schedule x started a");
        assertThat(lab.jobber.find("a").orElseThrow().info().status()).isEqualTo(JobStatus.DONE);
    }

    @Test
    void nothing_can_be_removed_where_nothing_is() {
        assertThat(lab.scheduler.remove("x")).isEmpty();
        assertThat(lab.scheduler.all()).isEmpty();
    }

    // ---- the process

    @Test
    void the_tree_is_what_it_is_without_a_schedule() {
        assertThat(lab.scheduler.all()).isEmpty();
        assertThat(lab.children()).containsExactlyInAnyOrder("JobRegistry", "JobRunner");

        lab.add("x", every("PT5M"));

        assertThat(lab.children())
                .containsExactlyInAnyOrder("JobRegistry", "JobRunner", Scheduler.NAME);
        assertThat(lab.jobber.countChildren().specs()).isZero();
    }

    @Test
    void a_crash_loses_no_schedule() {
        lab.add("y", cron("4 11 * * *"));
        lab.advance("PT30S"); // no two runs come at one time
        lab.scheduler.add(lab.schedule("x", every("PT1M"), overlap(Overlap.SKIP), LONG));
        lab.advance("PT1M");
        Process.exit(lab.process(), ExitReason.KILL);
        lab.advance("PT3M");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:01:30Z Schedule x started a",
                        "2026-01-05T10:01:30Z JobScheduler was started again; 2 schedules go on",
                        "2026-01-05T10:02:30Z Schedule x left out a run: the run before it, a, has not ended",
                        "2026-01-05T10:03:30Z Schedule x started b",
                        "2026-01-05T10:04:00Z Schedule y started c",
                        "2026-01-05T10:04:30Z Schedule x left out a run: the run before it, b, has not ended");
    }

    @Test
    void a_new_tree_has_the_schedules_of_the_old_one() {
        lab.add("x", every("PT1M"));
        Supervisor.stop(lab.jobber.supervisor());
        assertThat(lab.scheduler.all()).hasSize(1);

        assertThat(lab.jobber.ensureStarted()).isTrue();
        lab.advance("PT1M");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:00:00Z JobScheduler was started again; 1 schedule goes on",
                        "2026-01-05T10:01:00Z Schedule x started a");
    }

    @Test
    void it_stops_before_the_runner_of_the_jobs() {
        lab.scheduler.add(lab.schedule("x", every("PT1M"), overlap(Overlap.QUEUE), LONG));
        lab.advance("PT2M");
        Supervisor.stop(lab.jobber.supervisor());
        lab.advance("PT10M");

        assertThat(lab.said()).containsExactly("2026-01-05T10:01:00Z Schedule x started a");
        assertThat(lab.node.whereis(Scheduler.NAME)).isEmpty();
        assertThat(lab.node.whereis(Jobber.RUNNER)).isEmpty();
    }

    @Test
    void a_slow_start_keeps_no_other_schedule_waiting() {
        lab.scheduler.add(
                new Schedule(
                        "slow",
                        ScheduleText.of("slow"),
                        every("PT1M"),
                        Schedule.Rules.DEFAULT,
                        () -> {
                            Process.sleep(Duration.ofMinutes(3));
                            return lab.jobs(SHORT).start();
                        }));
        lab.add("x", every("PT1M"));
        lab.advance("PT2M");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:01:00Z Schedule x started a",
                        "2026-01-05T10:02:00Z Schedule slow left out a run: the run before it is being started",
                        "2026-01-05T10:02:00Z Schedule x started b");
    }

    @Test
    void ended_schedules_are_remembered_to_a_bound() {
        for (int i = 0; i < 1_010; i++) {
            lab.add("x" + i, at("2026-01-05T10:00:%02dZ".formatted(1 + i / 20)));
        }
        lab.advance("PT2M");
        lab.add("y", at("2026-01-05T10:03:00Z"));
        lab.advance("PT2M");

        assertThat(lab.scheduler.all()).hasSize(1_001);
        assertThat(lab.scheduler.find("x0")).isEmpty();
        assertThat(lab.runs("x1009")).isEqualTo(1);
    }

    @Test
    void many_schedules_come_in_order() {
        List<String> names = List.of("a", "b", "c");
        names.forEach(name -> lab.add(name, every("PT1M")));
        lab.advance("PT1M");

        assertThat(lab.scheduler.all()).extracting(ScheduleInfo::name).isEqualTo(names);
        assertThat(lab.scheduler.all()).allMatch(each -> each.tally().runs() == 1);
    }
}
