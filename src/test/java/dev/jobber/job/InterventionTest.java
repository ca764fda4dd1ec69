package dev.jobber.job;

import static dev.jobber.job.JobLab.BARE;
import static dev.jobber.job.JobLab.GOOD;
import static dev.jobber.job.JobLab.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.identity.RunningJob;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What was observed when a process is killed, stopped or terminated in the middle of its work.
class InterventionTest {
    private final JobLab lab = new JobLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private Pid start(String id, Work work) {
        return lab.start(JobRequest.of(work).withId(id).withType("import")).pid();
    }

    @Test
    void a_killed_job_is_started_again_and_the_registry_has_its_new_pid_under_the_same_id() {
        start("j", LONG);
        Pid before = lab.job("j");
        Process.exit(before, ExitReason.KILL);
        lab.clock.settle();

        assertThat(lab.logged()).isEmpty();
        assertThat(lab.job("j")).isNotEqualTo(before);
        assertThat(lab.jobber.runningImports())
                .extracting(RunningJob::pid)
                .containsExactly(lab.job("j"));
    }

    @Test
    void a_stop_with_a_timeout_does_not_interrupt_work_that_sleeps_and_still_comes_to_it()
            throws Exception {
        Pid job = lab.start(JobRequest.of(JobLab.BAD).withId("j"), BARE).pid();
        CompletableFuture<ExitReason> stop =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        GenServer.stop(job, ExitReason.NORMAL, Duration.ofMillis(200));
                        return ExitReason.NORMAL;
                    } catch (ExitException exit) {
                        return ((ExitReason.CallFailed) exit.reason()).reason();
                    }
                });
        while (lab.clock.pending() < 2) {
            Thread.onSpinWait();
        }
        lab.clock.advance(Duration.ofMillis(200));
        assertThat(stop.get(30, TimeUnit.SECONDS)).isEqualTo(ExitReason.TIMEOUT);
        assertThat(lab.status("j")).isEqualTo(JobStatus.RUNNING);

        lab.seconds(5);
        assertThat(lab.logged()).containsExactly("[warning] Job errored j");
        assertThat(lab.status("j")).isEqualTo(JobStatus.STOPPED);
    }

    @Test
    void a_terminated_job_supervisor_takes_its_job_in_the_middle_of_the_work() {
        Pid supervisor = start("j", LONG);
        Pid job = lab.job("j");

        assertThat(DynamicSupervisor.terminateChild(lab.jobber.runner(), supervisor))
                .isEqualTo(new Supervisor.Outcome.Ok());
        assertThat(List.of(supervisor, job)).noneMatch(Pid::isAlive);
        assertThat(DynamicSupervisor.terminateChild(lab.jobber.runner(), supervisor))
                .isEqualTo(new Supervisor.Outcome.Refused(ExitReason.NOT_FOUND));
        assertThat(lab.logged()).isEmpty();
    }

    @Test
    void a_stopped_job_runner_is_started_again_under_a_new_pid_without_its_children() {
        start("j", LONG);
        Pid runner = lab.runner();
        DynamicSupervisor.stop(lab.jobber.runner());
        lab.clock.settle();

        assertThat(lab.runner()).isNotEqualTo(runner);
        assertThat(lab.count()).isEqualTo("active=0 specs=0 supervisors=0 workers=0");
        assertThat(lab.jobber.runningImports()).isEmpty();
        assertThat(lab.logged()).isEmpty();
    }

    @Test
    void a_killed_job_runner_is_logged_by_the_job_supervisors_only() {
        Pid one = start("one", LONG);
        Pid finished = start("finished", GOOD);
        lab.seconds(5);
        lab.logged();

        Process.exit(lab.runner(), ExitReason.KILL);
        lab.clock.settle();
        assertThat(lab.logged())
                .containsExactlyInAnyOrder(
                        "[error] GenServer " + one + " terminating / ** (stop) killed",
                        "[error] GenServer " + finished + " terminating / ** (stop) killed");
        assertThat(lab.status("one")).isEqualTo(JobStatus.KILLED);
        assertThat(lab.status("finished")).isEqualTo(JobStatus.DONE);
    }

    @Test
    void a_stopped_tree_stops_every_job_and_says_nothing() {
        for (int i = 0; i < 5; i++) {
            start("j" + i, LONG);
        }
        lab.jobber.stop(Process.INFINITY);
        assertThat(lab.logged()).isEmpty();
        assertThat(lab.node.processCount()).isZero();
        assertThat(lab.jobber.jobs())
                .allMatch(job -> job.info().status() == JobStatus.STOPPED)
                .hasSize(5);
    }
}
