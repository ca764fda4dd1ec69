package dev.jobber.job.schedule;

import static dev.jobber.job.schedule.ScheduleLab.SHORT;
import static dev.jobber.job.schedule.ScheduleLab.at;
import static dev.jobber.job.schedule.ScheduleLab.cron;
import static dev.jobber.job.schedule.ScheduleLab.every;
import static dev.jobber.job.schedule.ScheduleLab.misfire;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Supervisor;
import dev.jobber.otp.Sys;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Schedules while the clocks change with the season, and while the wall clock is set.
@Timeout(120)
class WallClockTest {
    private ScheduleLab lab = new ScheduleLab("2026-01-05T10:00:00Z");

    @AfterEach
    void close() {
        lab.close();
    }

    private void begin(String time) {
        lab.close();
        lab = new ScheduleLab(time);
    }

    // ---- the seasons, in Berlin

    @Test
    void an_hour_is_left_out_in_spring() {
        begin("2026-03-29T00:00:00Z");
        lab.add("fixed", cron("30 2 * * *"));
        lab.add("hourly", cron("30 * * * *"));
        lab.advance("PT3H");

        assertThat(lab.said())
                .containsExactly(
                        "2026-03-29T00:30:00Z Schedule hourly started a",
                        "2026-03-29T01:00:00Z Schedule fixed started b",
                        "2026-03-29T01:30:00Z Schedule hourly started c",
                        "2026-03-29T02:30:00Z Schedule hourly started d");
        assertThat(lab.next("fixed")).isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void an_hour_comes_twice_in_autumn() {
        begin("2026-10-25T00:00:00Z");
        lab.add("fixed", cron("30 2 * * *"));
        lab.add("hourly", cron("30 * * * *"));
        lab.advance("PT3H");

        // Two runs at one time have their ids in either order.
        assertThat(lab.said().stream().map(line -> line.replaceFirst(" started .", "")))
                .containsExactlyInAnyOrder(
                        "2026-10-25T00:30:00Z Schedule fixed",
                        "2026-10-25T00:30:00Z Schedule hourly",
                        "2026-10-25T01:30:00Z Schedule hourly",
                        "2026-10-25T02:30:00Z Schedule hourly");
        assertThat(lab.next("fixed")).isEqualTo("2026-10-26T01:30:00Z");
    }

    // ---- set back

    @Test
    void a_fixed_time_comes_once_if_the_clock_is_set_back_over_it() {
        lab.add("fixed", cron("30 11 * * *"));
        lab.advance("PT31M");
        lab.clock.setWall(Duration.ofMinutes(-20));
        lab.advance("PT1H");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:30:00Z Schedule fixed started a",
                        "2026-01-05T10:11:30Z The wall clock was set back by 20m, or the machine slept; the schedules go by the new time");
        assertThat(lab.next("fixed")).isEqualTo("2026-01-06T10:30:00Z");
    }

    @Test
    void an_interval_of_cron_comes_whenever_the_clock_shows_its_times() {
        lab.add("quarters", cron("*/15 * * * *"));
        lab.advance("PT31M");
        lab.clock.setWall(Duration.ofMinutes(-20));
        lab.advance("PT20M");

        assertThat(lab.runs("quarters")).isEqualTo(4);
        assertThat(lab.next("quarters")).isEqualTo("2026-01-05T10:45:00Z");
        assertThat(lab.info("quarters").tally().last().orElseThrow())
                .hasToString("2026-01-05T10:30:00Z");
    }

    @Test
    void every_time_comes_again_if_the_clock_was_wrong_by_hours() {
        begin("2030-01-05T11:00:00Z");
        lab.add("fixed", cron("30 11 * * *"));
        lab.clock.setWall(Duration.ofDays(-365));
        lab.advance("PT1M");

        assertThat(lab.next("fixed")).isEqualTo("2029-01-06T10:30:00Z");
    }

    @Test
    void a_small_correction_changes_nothing() {
        lab.add("minutes", cron("* * * * *"));
        lab.advance("PT1M");
        lab.clock.setWall(Duration.ofSeconds(-2));
        lab.advance("PT1M2S");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:01:00Z Schedule minutes started a",
                        "2026-01-05T10:02:00Z Schedule minutes started b");
    }

    @Test
    void a_single_time_is_waited_for_longer() {
        lab.add("once", at("2026-01-05T10:30:00Z"));
        lab.advance("PT29M");
        lab.clock.setWall(Duration.ofMinutes(-10));
        lab.advance("PT10M");
        assertThat(lab.runs("once")).isZero();
        lab.advance("PT1M");

        assertThat(lab.runs("once")).isEqualTo(1);
    }

    @Test
    void an_interval_does_not_go_by_the_wall_clock() {
        lab.add("x", every("PT10M"));
        lab.advance("PT5M");
        lab.clock.setWall(Duration.ofHours(-5));
        lab.advance("PT5M");
        lab.clock.setWall(Duration.ofHours(9));
        lab.advance("PT9M59S");

        assertThat(lab.said()).containsExactly("2026-01-05T05:10:00Z Schedule x started a");
    }

    // ---- set forward

    @Test
    void times_that_are_passed_over_are_left_out() {
        lab.add("x", cron("*/10 * * * *"));
        lab.advance("PT1M");
        lab.clock.setWall(Duration.ofMinutes(34));
        lab.advance("PT6M");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:35:30Z The wall clock was set forward by 34m, or the machine slept; the schedules go by the new time",
                        "2026-01-05T10:35:30Z Schedule x left out 3 runs: too late, by up to 25m30s (--misfire once or all starts such runs)",
                        "2026-01-05T10:40:00Z Schedule x started a");
        assertThat(lab.skipped("x")).isEqualTo(3);
    }

    @Test
    void one_run_stands_for_all_that_were_passed_over() {
        lab.scheduler.add(lab.schedule("x", cron("*/10 * * * *"), misfire(Misfire.ONCE), SHORT));
        lab.clock.setWall(Duration.ofMinutes(34));
        lab.advance("PT30S");

        assertThat(lab.said())
                .containsExactly(
                        "2026-01-05T10:34:30Z The wall clock was set forward by 34m, or the machine slept; the schedules go by the new time",
                        "2026-01-05T10:34:30Z Schedule x left out 2 runs: one late run stands for all that were missed",
                        "2026-01-05T10:34:30Z Schedule x started a");
    }

    @Test
    void all_runs_that_were_passed_over_start() {
        lab.scheduler.add(lab.schedule("x", cron("*/10 * * * *"), misfire(Misfire.ALL), SHORT));
        lab.clock.setWall(Duration.ofMinutes(34));
        lab.advance("PT30S");

        assertThat(lab.runs("x")).isEqualTo(3);
        assertThat(lab.skipped("x")).isZero();
    }

    @Test
    void a_run_that_is_late_by_seconds_is_not_missed() {
        lab.add("x", cron("1 11 * * *"));
        lab.advance("PT50S");
        lab.clock.setWall(Duration.ofSeconds(40));
        lab.advance("PT30S");

        assertThat(lab.runs("x")).isEqualTo(1);
        assertThat(lab.skipped("x")).isZero();
    }

    @Test
    void a_single_time_that_is_passed_over_ends_its_schedule() {
        lab.add("once", at("2026-01-05T11:00:00Z"));
        lab.clock.setWall(Duration.ofHours(2));
        lab.advance("PT30S");

        assertThat(lab.next("once")).isEqualTo("none");
        assertThat(lab.skipped("once")).isEqualTo(1);
    }

    @Test
    void a_year_is_passed_over_in_bounded_work() {
        lab.scheduler.add(lab.schedule("x", cron("* * * * *"), misfire(Misfire.ONCE), SHORT));
        lab.clock.setWall(Duration.ofDays(365));
        lab.advance("PT30S");

        assertThat(lab.runs("x")).isEqualTo(1);
        assertThat(lab.next("x")).isEqualTo("2027-01-05T10:01:00Z");
    }

    // ---- a process that is late

    @Test
    void what_came_while_the_scheduler_did_not_run_is_late() {
        lab.scheduler.add(lab.schedule("x", every("PT10S"), misfire(Misfire.ALL), SHORT));
        lab.add("y", every("PT10S"));
        Supervisor.terminateChild(lab.jobber.supervisor(), Scheduler.NAME);
        lab.advance("PT65S");
        assertThat(lab.said()).isEmpty();
        Supervisor.restartChild(lab.jobber.supervisor(), Scheduler.NAME);
        lab.advance("PT0S");

        assertThat(lab.runs("x")).isEqualTo(6);
        assertThat(lab.runs("y")).isEqualTo(1);
        assertThat(lab.skipped("y")).isEqualTo(5);
        assertThat(lab.next("y")).isEqualTo("2026-01-05T10:01:10Z");
    }

    @Test
    void a_look_from_outside_delays_no_run() {
        lab.add("x", every("PT10S"));
        lab.advance("PT9S");
        assertThat(Sys.getState(lab.process())).isNotNull();
        lab.advance("PT1S");

        assertThat(lab.runs("x")).isEqualTo(1);
    }
}
