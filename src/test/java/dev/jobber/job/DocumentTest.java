package dev.jobber.job;

import static dev.jobber.job.JobLab.BAD;
import static dev.jobber.job.JobLab.BARE;
import static dev.jobber.job.JobLab.DOOMED;
import static dev.jobber.job.JobLab.GOOD;
import static dev.jobber.job.JobLab.LONG;
import static dev.jobber.job.JobLab.PERMANENT;
import static dev.jobber.job.JobLab.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.identity.RunningJob;
import dev.jobber.job.kind.Sim;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Supervisor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The document's experiments with its second system, one after the other.
class DocumentTest {
    private static JobRequest job(Work work, String id) {
        return JobRequest.of(work).withId(id);
    }

    @Test
    void a_good_job_is_done_after_five_seconds() {
        try (var lab = new JobLab()) {
            lab.start(job(GOOD, "NG1vPOc"), BARE);
            lab.seconds(4);
            assertThat(lab.logged()).isEmpty();
            lab.seconds(1);
            assertThat(lab.logged())
                    .containsExactly("[info] Job completed NG1vPOc", "[info] Job exiting NG1vPOc");
            assertThat(lab.status("NG1vPOc")).isEqualTo(JobStatus.DONE);
        }
    }

    @Test
    void a_bad_job_is_tried_again_three_times_five_seconds_after_each_error() {
        try (var lab = new JobLab()) {
            lab.start(job(BAD, "Y7kNmoU"), BARE);
            lab.seconds(5);
            assertThat(lab.logged()).containsExactly("[warning] Job errored Y7kNmoU");
            for (int retry = 1; retry <= 2; retry++) {
                lab.seconds(9);
                assertThat(lab.logged()).isEmpty();
                lab.seconds(1);
                assertThat(lab.logged()).containsExactly("[warning] Job retry failed Y7kNmoU");
            }
            lab.seconds(10);
            assertThat(lab.logged())
                    .containsExactly(
                            "[warning] Job retry failed Y7kNmoU", "[info] Job exiting Y7kNmoU");
            assertThat(lab.status("Y7kNmoU")).isEqualTo(JobStatus.FAILED);
            assertThat(lab.info("Y7kNmoU").attempts()).isEqualTo(4);
        }
    }

    @Test
    void a_permanent_job_of_five_seconds_is_started_again_for_ever() {
        try (var lab = new JobLab(options -> options.withRunnerMaxSeconds(5))) {
            Pid runner = lab.runner();
            lab.start(job(GOOD, "fP9MyHo"), PERMANENT);
            lab.seconds(100);
            assertThat(lab.logged()).hasSize(40).contains("[info] Job exiting fP9MyHo");
            assertThat(lab.runner()).isEqualTo(runner);
        }
    }

    @Test
    void a_permanent_job_that_is_quicker_uses_up_the_restarts_with_normal_exits() {
        try (var lab = new JobLab(options -> options.withRunnerMaxSeconds(5))) {
            Pid runner = lab.runner();
            lab.start(job(Sim.ok(java.time.Duration.ofSeconds(1)), "quick"), PERMANENT);
            lab.seconds(60);
            List<String> logged = lab.logged();
            assertThat(logged.subList(0, 8))
                    .isEqualTo(
                            Collections.nCopies(
                                            4,
                                            List.of(
                                                    "[info] Job completed quick",
                                                    "[info] Job exiting quick"))
                                    .stream()
                                    .flatMap(List::stream)
                                    .toList());
            assertThat(logged.subList(8, logged.size()))
                    .asString()
                    .contains("JobRunner", "gives up");
            assertThat(lab.runner()).isNotEqualTo(runner);
            assertThat(lab.count()).isEqualTo("active=0 specs=0 supervisors=0 workers=0");
            assertThat(lab.status("quick")).isEqualTo(JobStatus.DONE);
        }
    }

    @Test
    void a_transient_job_is_not_started_again_when_it_is_done() {
        try (var lab = new JobLab()) {
            lab.start(job(GOOD, "Mb-Lyfw"), TRANSIENT);
            assertThat(lab.count()).isEqualTo("active=1 specs=1 supervisors=0 workers=1");
            lab.seconds(60);
            assertThat(lab.logged())
                    .containsExactly("[info] Job completed Mb-Lyfw", "[info] Job exiting Mb-Lyfw");
            assertThat(lab.jobber.whichChildren()).isEmpty();
        }
    }

    @Test
    void nor_when_it_has_failed() {
        try (var lab = new JobLab()) {
            lab.start(job(BAD, "8jaKw1s"), TRANSIENT);
            lab.seconds(120);
            assertThat(lab.logged())
                    .containsExactly(
                            "[warning] Job errored 8jaKw1s",
                            "[warning] Job retry failed 8jaKw1s",
                            "[warning] Job retry failed 8jaKw1s",
                            "[warning] Job retry failed 8jaKw1s",
                            "[info] Job exiting 8jaKw1s");
            assertThat(lab.jobber.whichChildren()).isEmpty();
        }
    }

    @Test
    void a_doomed_job_of_five_seconds_is_started_again_for_ever_within_a_window_of_five() {
        try (var lab = new JobLab(options -> options.withRunnerMaxSeconds(5))) {
            Pid runner = lab.runner();
            lab.start(job(DOOMED, "doom"), TRANSIENT);
            lab.seconds(100);
            assertThat(lab.logged())
                    .hasSize(20)
                    .containsOnly(
                            "[error] GenServer {JobRegistry, \"doom\", nil} terminating /"
                                    + " ** (java.lang.RuntimeException) Boom!");
            assertThat(lab.runner()).isEqualTo(runner);
            assertThat(lab.status("doom")).isEqualTo(JobStatus.RUNNING);
            assertThat(lab.info("doom").restarts()).isEqualTo(20);
        }
    }

    @Test
    void within_a_window_of_thirty_it_ends_job_runner_and_every_other_job() {
        try (var lab = new JobLab()) {
            Pid runner = lab.runner();
            lab.start(job(LONG, "innocent"), TRANSIENT);
            lab.start(job(LONG, "innocent2"));
            lab.start(job(DOOMED, "doom"), TRANSIENT);
            lab.seconds(20);
            assertThat(lab.logged())
                    .hasSize(5)
                    .last()
                    .asString()
                    .startsWith("[warning] JobRunner " + runner + " gives up: its child \"Job\"")
                    .endsWith(
                            "after 3 restarts within 30 s. It ends, and with it 2 other children");
            assertThat(lab.runner()).isNotEqualTo(runner);
            assertThat(lab.count()).isEqualTo("active=0 specs=0 supervisors=0 workers=0");
            assertThat(lab.status("doom")).isEqualTo(JobStatus.CRASHED);
            assertThat(lab.status("innocent")).isEqualTo(JobStatus.STOPPED);
            assertThat(lab.status("innocent2")).isEqualTo(JobStatus.STOPPED);
        }
    }

    @Test
    void the_tree_survives_job_runners_that_end_one_after_the_other() {
        try (var lab = new JobLab()) {
            for (int i = 0; i < 6; i++) {
                lab.start(job(DOOMED, "doom"), TRANSIENT);
                lab.seconds(20);
                assertThat(lab.status("doom")).isEqualTo(JobStatus.CRASHED);
            }
            assertThat(lab.start(job(GOOD, "good")).pid().isAlive()).isTrue();
        }
    }

    @Test
    void with_a_job_supervisor_it_ends_nothing_but_itself() {
        try (var lab = new JobLab()) {
            Pid runner = lab.runner();
            lab.start(job(LONG, "other"));
            JobStart.Started doomed = lab.start(job(DOOMED, "doom"));
            assertThat(lab.count()).isEqualTo("active=2 specs=2 supervisors=2 workers=0");
            lab.seconds(20);
            List<String> logged = lab.logged();
            assertThat(logged.subList(0, 4))
                    .isEqualTo(
                            Collections.nCopies(
                                    4,
                                    "[error] GenServer {JobRegistry, \"doom\", nil} terminating /"
                                            + " ** (java.lang.RuntimeException) Boom!"));
            assertThat(logged.subList(4, logged.size()))
                    .containsExactly(
                            "[warning] Supervisor "
                                    + doomed.pid()
                                    + " gives up: its child \"Job\" ended with an exception after 3 restarts"
                                    + " within 30 s. It ends");
            assertThat(lab.runner()).isEqualTo(runner);
            assertThat(doomed.pid().isAlive()).isFalse();
            assertThat(lab.count()).isEqualTo("active=1 specs=1 supervisors=1 workers=0");
            assertThat(lab.status("doom")).isEqualTo(JobStatus.CRASHED);
            assertThat(lab.status("other")).isEqualTo(JobStatus.RUNNING);
        }
    }

    @Test
    void a_crash_is_logged_with_its_stack_the_last_message_and_the_state() {
        try (var lab = new JobLab()) {
            lab.start(job(DOOMED, "doom").withType("import"), BARE);
            lab.seconds(5);
            assertThat(lab.loggedInFull())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "[error] GenServer {JobRegistry, \"doom\", \"import\"} terminating\n"
                                    + "** (java.lang.RuntimeException) Boom!\n"
                                    + "    at ")
                    .containsPattern("at ... \\d+ frames of jobber and the JDK\n")
                    .contains("\nLast message: {:continue, :run}\nState: %Job{id: \"doom\"");
        }
    }

    @Test
    void running_imports_are_those_of_that_type_and_no_others() {
        try (var lab = new JobLab()) {
            lab.start(job(LONG, "T6NmJqI").withType("import"));
            lab.start(job(LONG, "mail").withType("send_email"));
            lab.start(job(LONG, "PtCTdDM").withType("import"));
            lab.start(job(LONG, "plain"));

            assertThat(lab.jobber.runningImports())
                    .extracting(RunningJob::toString)
                    .containsExactly(
                            "RunningJob[id=PtCTdDM, pid="
                                    + lab.job("PtCTdDM")
                                    + ", type=Optional[import]]",
                            "RunningJob[id=T6NmJqI, pid="
                                    + lab.job("T6NmJqI")
                                    + ", type=Optional[import]]");
            assertThat(lab.jobber.running("send_email"))
                    .extracting(RunningJob::id)
                    .containsExactly("mail");
            assertThat(lab.jobber.running())
                    .extracting(RunningJob::id)
                    .containsExactly("PtCTdDM", "T6NmJqI", "mail", "plain");
        }
    }

    @Test
    void the_sixth_import_is_refused_and_no_other_type() {
        try (var lab = new JobLab()) {
            for (int i = 1; i <= 5; i++) {
                lab.start(job(LONG, "i" + i).withType("import"));
            }
            JobStart.Refused sixth = lab.refused(job(LONG, "i6").withType("import"));
            assertThat(sixth.code()).isEqualTo("import_quota_reached");
            assertThat(sixth.reason()).hasToString(":import_quota_reached");
            assertThat(sixth.message())
                    .isEqualTo(
                            "type import has reached its limit: 5 running, 5 allowed; wait until"
                                    + " one has ended, or raise the limit");
            assertThat(lab.jobber.find("i6")).isEmpty();
            assertThat(lab.count()).isEqualTo("active=5 specs=5 supervisors=5 workers=0");

            lab.start(job(LONG, "mail").withType("send_email"));
            lab.start(job(LONG, "plain"));
        }
    }

    @Test
    void count_children_idle_with_a_finished_job_and_with_a_running_one() {
        try (var lab = new JobLab()) {
            assertThat(lab.count()).isEqualTo("active=0 specs=0 supervisors=0 workers=0");
            lab.start(job(GOOD, "mD0OPp8"));
            lab.seconds(5);
            assertThat(lab.count()).isEqualTo("active=1 specs=1 supervisors=1 workers=0");
            lab.start(job(GOOD, "ReMtY_s"));
            assertThat(lab.count()).isEqualTo("active=2 specs=2 supervisors=2 workers=0");
        }
    }

    @Test
    void an_idle_job_supervisor_is_found_and_stopped() {
        try (var lab = new JobLab()) {
            Pid supervisor = lab.start(job(GOOD, "mD0OPp8")).pid();
            lab.seconds(5);

            assertThat(lab.jobber.whichChildren())
                    .containsExactly(
                            new Supervisor.Child(
                                    DynamicSupervisor.UNDEFINED,
                                    new Supervisor.ChildState.Running(supervisor),
                                    ChildSpec.Type.SUPERVISOR,
                                    List.of("JobSupervisor")));
            assertThat(JobLab.counts(Supervisor.countChildren(supervisor)))
                    .isEqualTo("active=0 specs=1 supervisors=0 workers=1");
            assertThat(Supervisor.whichChildren(supervisor))
                    .containsExactly(
                            new Supervisor.Child(
                                    "Job",
                                    new Supervisor.ChildState.Undefined(),
                                    ChildSpec.Type.WORKER,
                                    List.of("Job")));

            Supervisor.stop(supervisor);
            assertThat(lab.jobber.whichChildren()).isEmpty();
            assertThatThrownBy(() -> Supervisor.stop(supervisor))
                    .isInstanceOf(ExitException.class)
                    .hasMessageContaining("no process");
        }
    }

    @Test
    void the_readme_starts_more_than_three_imports_against_a_limit_of_three() {
        try (var lab = new JobLab(options -> options.withLimits(Map.of("import", 3)))) {
            for (int i = 1; i <= 3; i++) {
                lab.start(job(LONG, "i" + i).withType("import"));
            }
            assertThat(lab.refused(job(LONG, "i4").withType("import")).code())
                    .isEqualTo("import_quota_reached");
            assertThat(lab.jobber.runningImports()).hasSize(3);
        }
    }
}
