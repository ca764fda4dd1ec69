package dev.jobber.job;

import static dev.jobber.job.JobLab.BAD;
import static dev.jobber.job.JobLab.BARE;
import static dev.jobber.job.JobLab.DOOMED;
import static dev.jobber.job.JobLab.GOOD;
import static dev.jobber.job.JobLab.LONG;
import static dev.jobber.job.JobLab.SUPERVISED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.policy.Limit;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The status of a job after each way in which it can end.
class JobStatusTest extends OneJob {
    private void expect(JobStatus status) {
        lab.clock.settle();
        assertThat(lab.status("j")).isEqualTo(status);
        assertThat(lab.jobber.types().type("t").running()).isZero();
    }

    private Pid longRunning(Placement placement) {
        return lab.start(job(LONG).withType("t"), placement).pid();
    }

    @Test
    void bare_and_killed_is_killed() {
        Process.exit(longRunning(BARE), ExitReason.KILL);
        expect(JobStatus.KILLED);
        assertThat(lab.info("j").error()).contains("killed");
    }

    @Test
    void bare_and_ended_by_a_signal_with_another_reason_is_killed() {
        Process.exit(longRunning(BARE), ExitReason.word("boom"));
        expect(JobStatus.KILLED);
    }

    @Test
    void bare_and_shut_down_is_stopped() {
        Process.exit(longRunning(BARE), ExitReason.SHUTDOWN);
        expect(JobStatus.STOPPED);
    }

    @Test
    void bare_and_stopped_while_it_waits_to_retry_is_stopped() {
        Pid job = lab.start(job(BAD).withType("t"), BARE).pid();
        lab.seconds(6);
        GenServer.stop(job);
        expect(JobStatus.STOPPED);
    }

    @Test
    void stopped_with_an_odd_reason_is_stopped() {
        Pid job = lab.start(job(BAD).withType("t"), BARE).pid();
        lab.seconds(6);
        GenServer.stop(job, ExitReason.word("boom"), Process.INFINITY);
        expect(JobStatus.STOPPED);
    }

    @Test
    void supervised_and_killed_is_started_again() {
        longRunning(SUPERVISED);
        Process.exit(lab.job("j"), ExitReason.KILL);
        lab.clock.settle();
        assertThat(lab.status("j")).isEqualTo(JobStatus.RUNNING);
        assertThat(lab.info("j").restarts()).isEqualTo(1);
        assertThat(lab.jobber.types().type("t").running()).isEqualTo(1);
        assertThat(lab.logged()).isEmpty();
    }

    @Test
    void supervised_and_killed_four_times_is_crashed() {
        Pid supervisor = longRunning(SUPERVISED);
        for (int i = 0; i < 4; i++) {
            Process.exit(lab.job("j"), ExitReason.KILL);
            lab.clock.settle();
        }
        expect(JobStatus.CRASHED);
        assertThat(supervisor.isAlive()).isFalse();
    }

    @Test
    void supervised_and_stopped_is_stopped_and_its_supervisor_stays() {
        Pid supervisor = lab.start(job(BAD).withType("t")).pid();
        lab.seconds(6);
        GenServer.stop(lab.job("j"));
        expect(JobStatus.STOPPED);
        assertThat(supervisor.isAlive()).isTrue();
    }

    @Test
    void terminated_by_its_supervisor_it_is_stopped_and_can_be_started_by_hand() {
        Pid supervisor = longRunning(SUPERVISED);
        Supervisor.terminateChild(supervisor, "Job");
        expect(JobStatus.STOPPED);

        Supervisor.restartChild(supervisor, "Job");
        lab.clock.settle();
        assertThat(lab.status("j")).isEqualTo(JobStatus.RUNNING);
        assertThat(lab.jobber.types().type("t").running()).isEqualTo(1);
        lab.seconds(3600);
        expect(JobStatus.DONE);
        assertThat(lab.info("j").attempts()).isEqualTo(2);
    }

    @Test
    void a_job_started_by_hand_needs_a_place_again() {
        lab.limit("t", Limit.of(1));
        Pid supervisor = longRunning(SUPERVISED);
        Supervisor.terminateChild(supervisor, "Job");
        lab.start(JobRequest.of(LONG).withId("other").withType("t"));

        assertThat(Supervisor.restartChild(supervisor, "Job"))
                .isEqualTo(StartResult.failed(ExitReason.word("t_quota_reached")));
        assertThat(lab.status("j")).isEqualTo(JobStatus.STOPPED);
        assertThat(lab.jobber.types().type("t").running()).isEqualTo(1);
    }

    @Test
    void a_job_started_by_hand_whose_id_is_taken_keeps_no_place() {
        Pid supervisor = longRunning(SUPERVISED);
        Supervisor.terminateChild(supervisor, "Job");
        lab.start(job(LONG));

        assertThat(Supervisor.restartChild(supervisor, "Job"))
                .isEqualTo(StartResult.failed(new ExitReason.AlreadyStarted(lab.job("j"))));
        assertThat(lab.jobber.types().type("t").running()).isZero();
    }

    @Test
    void the_registry_killed_every_job_is_started_again_or_has_ended_and_the_count_is_right() {
        lab.limit("t", Limit.NONE);
        for (int i = 0; i < 10; i++) {
            lab.start(
                    JobRequest.of(LONG).withId("j" + i).withType("t"), i == 9 ? BARE : SUPERVISED);
        }
        Process.exit(lab.node.whereis("JobRegistry").orElseThrow(), ExitReason.KILL);
        lab.clock.settle();
        long running =
                lab.jobber.jobs().stream()
                        .filter(job -> job.info().status() == JobStatus.RUNNING)
                        .count();
        assertThat(lab.jobber.running("t")).hasSize((int) running);
        assertThat(lab.jobber.types().type("t").running()).isEqualTo((int) running);
        assertThat(lab.jobber.jobs())
                .extracting(job -> job.info().status())
                .isSubsetOf(JobStatus.RUNNING, JobStatus.CRASHED, JobStatus.KILLED);
    }

    @Test
    void its_supervisor_stopped_it_is_stopped() {
        Supervisor.stop(longRunning(SUPERVISED));
        expect(JobStatus.STOPPED);
    }

    @Test
    void its_supervisor_killed_it_is_killed() {
        Process.exit(longRunning(SUPERVISED), ExitReason.KILL);
        expect(JobStatus.KILLED);
    }

    @Test
    void terminated_by_job_runner_it_is_stopped() {
        for (Placement placement :
                List.of(SUPERVISED, JobLab.TRANSIENT, JobLab.PERMANENT, JobLab.TEMPORARY)) {
            Pid pid = longRunning(placement);
            Supervisor.terminateChild(lab.jobber.runner(), pid);
            expect(JobStatus.STOPPED);
        }
    }

    @Test
    void job_runner_stopped_it_is_stopped() {
        for (Placement placement :
                List.of(SUPERVISED, JobLab.TRANSIENT, JobLab.PERMANENT, JobLab.TEMPORARY)) {
            longRunning(placement);
            Supervisor.stop(lab.jobber.runner());
            expect(JobStatus.STOPPED);
            lab.seconds(60);
        }
    }

    @Test
    void job_runner_killed_it_is_killed() {
        for (Placement placement :
                List.of(SUPERVISED, JobLab.TRANSIENT, JobLab.PERMANENT, JobLab.TEMPORARY)) {
            longRunning(placement);
            Process.exit(lab.runner(), ExitReason.KILL);
            expect(JobStatus.KILLED);
            lab.seconds(60);
        }
    }

    @Test
    void a_bare_job_does_not_care_what_becomes_of_job_runner() {
        longRunning(BARE);
        Process.exit(lab.runner(), ExitReason.KILL);
        lab.clock.settle();
        assertThat(lab.status("j")).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void direct_and_temporary_it_is_not_started_again() {
        lab.start(job(DOOMED).withType("t"), JobLab.TEMPORARY);
        lab.seconds(5);
        expect(JobStatus.CRASHED);
        assertThat(lab.info("j").restarts()).isZero();
        Process.exit(longRunning(JobLab.TEMPORARY), ExitReason.KILL);
        expect(JobStatus.KILLED);
    }

    @Test
    void the_tree_stopped_it_is_stopped() {
        longRunning(SUPERVISED);
        lab.jobber.stop(Process.INFINITY);
        expect(JobStatus.STOPPED);
        lab.jobber.stop(Process.INFINITY);

        lab.jobber.ensureStarted();
        lab.jobber.ensureStarted();
        longRunning(SUPERVISED);
    }

    @Test
    void job_runner_killed_four_times_takes_the_tree_with_it_and_it_can_be_started_again() {
        longRunning(SUPERVISED);
        for (int i = 0; i < 4; i++) {
            Process.exit(lab.runner(), ExitReason.KILL);
            lab.clock.settle();
        }
        expect(JobStatus.KILLED);
        assertThat(lab.jobber.supervisor().whereis()).isEmpty();
        assertThatThrownBy(() -> lab.jobber.startJob(job(GOOD)))
                .isInstanceOf(ExitException.class)
                .hasMessageContaining("no process");
        assertThatThrownBy(lab.jobber::runningImports)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown registry: JobRegistry");
        lab.jobber.ensureStarted();
        longRunning(SUPERVISED);
    }

    @Test
    void a_stop_that_times_out_while_the_work_sleeps_leaves_it_alone() {
        Pid job = lab.start(job(GOOD), BARE).pid();
        assertThatThrownBy(() -> GenServer.stop(job, ExitReason.NORMAL, Duration.ZERO))
                .hasMessageContaining("time out");
        lab.clock.settle();
        assertThat(lab.status("j")).isEqualTo(JobStatus.RUNNING);
        lab.seconds(5);
        assertThat(lab.status("j")).isEqualTo(JobStatus.DONE);
    }
}
