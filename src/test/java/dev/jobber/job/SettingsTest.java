package dev.jobber.job;

import static dev.jobber.job.JobLab.BAD;
import static dev.jobber.job.JobLab.BARE;
import static dev.jobber.job.JobLab.DOOMED;
import static dev.jobber.job.JobLab.FIVE_SECONDS;
import static dev.jobber.job.JobLab.GOOD;
import static dev.jobber.job.JobLab.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.kind.Sim;
import dev.jobber.job.policy.Limit;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Supervisor;
import org.junit.jupiter.api.Test;

/// What can be set: history, finished jobs, whether there is a registry.
class SettingsTest {
    private static JobRequest job(Work work, String id) {
        return JobRequest.of(work).withId(id);
    }

    @Test
    void the_last_jobs_are_remembered_that_have_neither_process_nor_supervisor() {
        try (var lab = new JobLab(options -> options.withHistory(2))) {
            for (int i = 1; i <= 3; i++) {
                lab.start(job(GOOD, "bare" + i), BARE);
            }
            lab.start(job(GOOD, "kept"));
            lab.start(job(LONG, "long"), BARE);
            lab.seconds(5);
            assertThat(lab.jobber.jobs())
                    .extracting(JobHandle::id)
                    .containsExactly("bare2", "bare3", "kept", "long");
            assertThat(lab.jobber.find("bare1")).isEmpty();

            lab.jobber.settings().setHistory(1);
            assertThat(lab.jobber.jobs())
                    .extracting(JobHandle::id)
                    .containsExactly("bare3", "kept", "long");
            lab.jobber.settings().setHistory(0);
            assertThat(lab.jobber.jobs()).extracting(JobHandle::id).containsExactly("kept", "long");
            assertThat(lab.jobber.settings().history()).isZero();
        }
    }

    @Test
    void a_job_is_history_from_the_moment_its_supervisor_is_stopped() {
        try (var lab = new JobLab(options -> options.withHistory(0))) {
            Pid supervisor = lab.start(job(GOOD, "j")).pid();
            lab.seconds(5);
            assertThat(lab.jobber.find("j")).isPresent();
            Supervisor.stop(supervisor);
            assertThat(lab.jobber.find("j")).isEmpty();
        }
    }

    @Test
    void ten_thousand_are_remembered_unless_something_else_is_said() {
        try (var lab = new JobLab()) {
            assertThat(lab.jobber.settings().history()).isEqualTo(10_000);
            assertThatThrownBy(() -> lab.jobber.settings().setHistory(-1))
                    .hasMessage("expected to remember 0 jobs or more, got: -1");
        }
    }

    @Test
    void reaped_a_job_supervisor_ends_with_its_job() {
        try (var lab = new JobLab(options -> options.withFinished(FinishedJobs.REAP))) {
            lab.start(job(GOOD, "good"));
            lab.start(job(BAD, "bad"));
            lab.start(job(Sim.ok(FIVE_SECONDS).withFailTimes(1), "late"));
            assertThat(lab.count()).isEqualTo("active=3 specs=3 supervisors=3 workers=0");
            lab.seconds(100);
            assertThat(lab.count()).isEqualTo("active=0 specs=0 supervisors=0 workers=0");
            assertThat(lab.status("good")).isEqualTo(JobStatus.DONE);
            assertThat(lab.status("bad")).isEqualTo(JobStatus.FAILED);
            assertThat(lab.status("late")).isEqualTo(JobStatus.DONE);
        }
    }

    @Test
    void reaped_a_job_is_started_again_after_a_crash_all_the_same() {
        try (var lab = new JobLab(options -> options.withFinished(FinishedJobs.REAP))) {
            lab.start(job(DOOMED, "doomed"));
            lab.seconds(19);
            assertThat(lab.info("doomed").restarts()).isEqualTo(3);
            lab.seconds(1);
            assertThat(lab.status("doomed")).isEqualTo(JobStatus.CRASHED);
        }
    }

    @Test
    void whether_they_are_reaped_is_decided_when_a_job_is_started() {
        try (var lab = new JobLab()) {
            assertThat(lab.jobber.settings().finished()).isEqualTo(FinishedJobs.KEEP);
            lab.start(job(GOOD, "kept"));
            lab.jobber.settings().setFinished(FinishedJobs.REAP);
            lab.start(job(GOOD, "reaped"));
            lab.seconds(5);
            assertThat(lab.count()).isEqualTo("active=1 specs=1 supervisors=1 workers=0");
        }
    }

    @Test
    void without_a_registry_jobs_have_no_names_and_are_limited_all_the_same() {
        try (var lab = new JobLab(options -> options.withRegistry(false))) {
            Pid pid = lab.start(job(DOOMED, "twice").withType("import"), BARE).pid();
            lab.start(job(LONG, "twice").withType("import"));
            assertThat(lab.jobber.registry()).isEmpty();
            assertThat(lab.jobber.runningImports()).isEmpty();
            assertThat(lab.jobber.running()).isEmpty();
            assertThat(lab.jobber.types().type("import").running()).isEqualTo(2);
            lab.seconds(5);
            assertThat(lab.logged())
                    .containsExactly(
                            "[error] GenServer "
                                    + pid
                                    + " terminating / ** (java.lang.RuntimeException) Boom!");
        }
    }

    @Test
    void a_limit_can_be_set_raised_lowered_and_taken_away() {
        try (var lab = new JobLab()) {
            Jobber jobber = lab.jobber;
            assertThat(jobber.types().type("import").limit()).isEqualTo(Limit.of(5));
            assertThat(jobber.types().type("mail").limit()).isEqualTo(Limit.NONE);
            lab.limit("mail", Limit.of(1));
            lab.start(job(LONG, "m1").withType("mail"));
            JobStart.Refused second = lab.refused(job(LONG, "m2").withType("mail"));
            assertThat(second.code()).isEqualTo("mail_quota_reached");

            assertThat(lab.limit("mail", Limit.NONE).running()).isOne();
            lab.start(job(LONG, "m2").withType("mail"));
            lab.start(job(LONG, "m3").withType("mail"));
            assertThat(lab.limit("mail", Limit.of(2)).running()).isEqualTo(3);
            assertThat(lab.refused(job(LONG, "m4").withType("mail")).message())
                    .isEqualTo(
                            "type mail has reached its limit: 3 running, 2 allowed; wait until one"
                                    + " has ended, or raise the limit");
            lab.limit("mail", Limit.of(0));
            assertThatThrownBy(() -> Limit.of(-1))
                    .hasMessage("expected a limit of 0 or more, got: -1");
        }
    }
}
