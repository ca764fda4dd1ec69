package dev.jobber.job;

import static dev.jobber.job.JobLab.BAD;
import static dev.jobber.job.JobLab.BARE;
import static dev.jobber.job.JobLab.DOOMED;
import static dev.jobber.job.JobLab.FIVE_SECONDS;
import static dev.jobber.job.JobLab.GOOD;
import static dev.jobber.job.JobLab.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.identity.JobIdentity;
import dev.jobber.job.identity.RunningJob;
import dev.jobber.job.kind.Sim;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What one job does, and what is known of it.
class JobTest extends OneJob {
    // ---- retries

    @Test
    void max_retries_0_means_no_retry() {
        lab.start(job(BAD).withMaxRetries(0));
        lab.seconds(5);
        assertThat(lab.logged()).containsExactly("[warning] Job errored j", "[info] Job exiting j");
        assertThat(lab.status("j")).isEqualTo(JobStatus.FAILED);
        lab.seconds(60);
        assertThat(lab.info("j").attempts()).isEqualTo(1);
    }

    @Test
    void max_retries_1_means_one_retry() {
        lab.start(job(BAD).withMaxRetries(1));
        lab.seconds(60);
        assertThat(lab.logged())
                .containsExactly(
                        "[warning] Job errored j",
                        "[warning] Job retry failed j",
                        "[info] Job exiting j");
        assertThat(lab.info("j").attempts()).isEqualTo(2);
    }

    @Test
    void the_retry_delay_can_be_chosen() {
        lab.start(job(BAD).withRetryDelay(Duration.ofSeconds(1)));
        lab.seconds(5 + 3 * 6);
        assertThat(lab.status("j")).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void a_retry_may_succeed() {
        lab.start(job(Sim.ok(FIVE_SECONDS).withFailTimes(2)));
        lab.seconds(60);
        assertThat(lab.logged())
                .containsExactly(
                        "[warning] Job errored j",
                        "[warning] Job retry failed j",
                        "[info] Job completed j",
                        "[info] Job exiting j");
        assertThat(lab.info("j").status()).isEqualTo(JobStatus.DONE);
        assertThat(lab.info("j").error()).isEmpty();
    }

    @Test
    void attempts_are_counted_over_restarts() {
        List<Integer> numbers = new ArrayList<>();
        lab.start(
                job(attempt -> {
                    numbers.add(attempt.number());
                    if (attempt.number() < 4) {
                        throw new IllegalStateException("not yet");
                    }
                    return Outcome.ok();
                }));
        assertThat(numbers).containsExactly(1, 2, 3, 4);
        assertThat(lab.info("j").restarts()).isEqualTo(3);
        assertThat(lab.info("j").attempts()).isEqualTo(4);
        assertThat(lab.status("j")).isEqualTo(JobStatus.DONE);
    }

    @Test
    void a_restarted_job_may_use_all_its_retries_again() {
        lab.start(
                job(
                                attempt -> {
                                    if (attempt.number() == 3) {
                                        throw new IllegalStateException("in between");
                                    }
                                    return Outcome.error();
                                })
                        .withMaxRetries(2));
        lab.seconds(60);
        assertThat(lab.logged())
                .filteredOn(line -> !line.startsWith("[error]"))
                .containsExactly(
                        "[warning] Job errored j",
                        "[warning] Job retry failed j",
                        "[warning] Job errored j",
                        "[warning] Job retry failed j",
                        "[warning] Job retry failed j",
                        "[info] Job exiting j");
    }

    // ---- odd work

    @Test
    void work_that_returns_neither_ok_nor_error_is_a_crash_that_says_what_came_back() {
        lab.start(job(attempt -> "unexpected"), BARE);
        assertThat(lab.loggedInFull())
                .singleElement()
                .asString()
                .startsWith(
                        "[error] GenServer {JobRegistry, \"j\", nil} terminating\n"
                                + "** (dev.jobber.job.UnexpectedResultException) no function clause matching in"
                                + " Jobber.Job.handle_job_result/2\n"
                                + "    expected work to return ok or error, got: \"unexpected\"\n");
        assertThat(lab.status("j")).isEqualTo(JobStatus.CRASHED);
    }

    @Test
    @SuppressWarnings("NullAway") // what code that was not written for jobber may return
    void so_is_work_that_returns_null() {
        lab.start(job(attempt -> null), BARE);
        assertThat(lab.info("j").error().orElseThrow()).endsWith("got: null");
    }

    @Test
    void a_job_without_work_is_refused() {
        JobRequest workless = JobRequest.EMPTY.withId("w");
        var bare = (JobStart.Refused) lab.jobber.startJob(workless, BARE);
        assertThat(bare.reason()).isInstanceOf(ExitReason.Crash.class);
        assertThat(bare.message())
                .contains("NoSuchElementException) key :work not found in: [id: \"w\"]");

        var supervised = (JobStart.Refused) lab.jobber.startJob(workless);
        assertThat(supervised.code()).isEqualTo("failed_to_start");
        assertThat(supervised.reason().toString())
                .startsWith(
                        "{:shutdown, {:failed_to_start_child, \"Job\", {%java.util.NoSuchElementException{");
        assertThat(lab.count()).isEqualTo("active=0 specs=0 supervisors=0 workers=0");
        assertThat(lab.jobber.jobs()).isEmpty();
        assertThat(lab.logged()).isEmpty();
    }

    @Test
    void work_may_exit() {
        lab.start(
                job(attempt -> {
                    throw new ExitException(ExitReason.word("boom"));
                }),
                BARE);
        assertThat(lab.logged())
                .containsExactly(
                        "[error] GenServer {JobRegistry, \"j\", nil} terminating / ** (stop) :boom");
        assertThat(lab.status("j")).isEqualTo(JobStatus.CRASHED);
        assertThat(lab.info("j").error()).contains(":boom");
    }

    // ---- ids

    @Test
    void a_job_that_is_started_again_keeps_its_id() {
        lab.start(job(DOOMED).withType("import"));
        Pid first = lab.job("j");
        lab.seconds(5);
        assertThat(lab.job("j")).isNotEqualTo(first);
        assertThat(lab.jobber.runningImports()).extracting(RunningJob::id).containsExactly("j");
    }

    @Test
    void so_does_one_that_was_not_given_one() {
        String id = lab.start(JobRequest.of(DOOMED)).id();
        Pid first = lab.job(id);
        lab.seconds(5);
        assertThat(lab.job(id)).isNotEqualTo(first);
    }

    @Test
    void a_taken_id_is_refused_naming_its_holder_and_leaves_nothing_behind() {
        lab.start(job(LONG).withType("import"));
        Pid holder = lab.job("j");

        JobStart.Refused second = lab.refused(job(GOOD).withType("import"));
        assertThat(second.code()).isEqualTo("already_started");
        assertThat(second.message())
                .isEqualTo(
                        "the id j is taken: "
                                + holder
                                + " has it; choose another, or stop that job");
        assertThat(second.reason())
                .hasToString(
                        "{:shutdown, {:failed_to_start_child, \"Job\", {:already_started, "
                                + holder
                                + "}}}");
        assertThat(lab.count()).isEqualTo("active=1 specs=1 supervisors=1 workers=0");
        assertThat(lab.jobber.types().type("import").running()).isEqualTo(1);
        assertThat(lab.jobber.jobs()).hasSize(1);
        assertThat(lab.job("j")).isEqualTo(holder);
        for (Placement placement : List.of(BARE, JobLab.TRANSIENT)) {
            assertThat(lab.jobber.startJob(job(GOOD).withType("import"), placement))
                    .isInstanceOfSatisfying(
                            JobStart.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("already_started"));
        }
        assertThat(lab.jobber.types().type("import").running()).isEqualTo(1);
    }

    @Test
    void the_id_of_a_finished_job_is_free_though_its_supervisor_lives() {
        lab.start(job(GOOD));
        lab.seconds(5);
        lab.start(job(LONG));
        assertThat(lab.count()).isEqualTo("active=2 specs=2 supervisors=2 workers=0");
        assertThat(lab.status("j")).isEqualTo(JobStatus.RUNNING);
        assertThat(lab.jobber.jobs())
                .extracting(known -> known.info().status())
                .containsExactly(JobStatus.DONE, JobStatus.RUNNING);
    }

    @Test
    void ids_max_retries_and_delays_that_cannot_be_are_refused() {
        for (String id : List.of("", "-a", "a b", "ä", "a/b")) {
            assertThatThrownBy(() -> JobRequest.of(GOOD).withId(id))
                    .hasMessage(
                            "expected an id of letters, digits, '_', '-' and '.' that does not begin"
                                    + " with '-', got: "
                                    + id);
        }
        for (String id : List.of("a", "_", "7", ".x", "a-b_c.d")) {
            assertThat(JobRequest.of(GOOD).withId(id).id()).contains(id);
        }
        assertThatThrownBy(() -> JobRequest.of(GOOD).withMaxRetries(-1))
                .hasMessage("expected max_retries of 0 or more, got: -1");
        assertThatThrownBy(() -> JobRequest.of(GOOD).withRetryDelay(Duration.ofSeconds(-1)))
                .hasMessage("expected a delay that is not negative, got: PT-1S");
        assertThatThrownBy(() -> Sim.ok(Duration.ofSeconds(-1)))
                .hasMessage("expected a sleep that is not negative, got: PT-1S");
        assertThatThrownBy(() -> Sim.ok(FIVE_SECONDS).withFailTimes(-1))
                .hasMessage("expected to fail 0 times or more, got: -1");
    }

    // ---- what is known

    @Test
    void a_job_is_known_from_its_start_to_its_end() {
        Pid supervisor =
                lab.start(JobRequest.of(BAD).withId("j").withName("bad").withType("mail")).pid();
        assertThat(lab.info("j"))
                .isEqualTo(
                        new JobInfo(
                                new JobIdentity(
                                        Optional.of("bad"), Optional.of("j"), Optional.of("mail")),
                                JobStatus.RUNNING,
                                Optional.empty(),
                                new JobInfo.Runs(Optional.of(lab.job("j").toString()), 1, 0),
                                new JobInfo.Times(Instant.EPOCH, Duration.ZERO)));
        lab.seconds(6);
        assertThat(lab.info("j").status()).isEqualTo(JobStatus.ERRORED);
        assertThat(lab.info("j").error()).contains("error");
        assertThat(lab.info("j").duration()).isEqualTo(Duration.ofSeconds(6));
        Pid job = lab.job("j");
        lab.seconds(100);
        assertThat(lab.info("j").duration()).isEqualTo(Duration.ofSeconds(35));

        for (Pid pid : List.of(supervisor, job)) {
            assertThat(lab.jobber.find(pid)).contains(lab.jobber.find("j").orElseThrow());
        }
        assertThat(lab.jobber.findByNumber(job.id())).isPresent();
        assertThat(lab.jobber.find(lab.runner())).isEmpty();
    }

    @Test
    void the_pid_a_direct_job_was_started_as_means_it_after_restarts_too() {
        JobStart.Started start = lab.start(job(DOOMED), JobLab.TRANSIENT);
        lab.seconds(6);
        assertThat(lab.job("j")).isNotEqualTo(start.pid());
        assertThat(lab.jobber.find(start.pid())).isPresent();
    }

    @Test
    void an_error_says_its_reason_and_a_crash_its_exception() {
        lab.start(
                JobRequest.of(
                                new Sim(
                                        Duration.ZERO,
                                        new Sim.Ending.Error(Optional.of("no route")),
                                        0))
                        .withId("e"));
        assertThat(lab.info("e").error()).contains("no route");
        lab.start(JobRequest.of(DOOMED).withId("d"), BARE);
        lab.seconds(5);
        assertThat(lab.info("d").error()).contains("java.lang.RuntimeException: Boom!");
    }

    // ---- what listeners hear

    @Test
    void code_that_ignores_a_kill_says_nothing_any_more_once_the_job_counts_as_dead()
            throws Exception {
        var mayEnd = new AtomicBoolean();
        var begun = new CountDownLatch(1);
        List<JobEvent> said = new CopyOnWriteArrayList<>();
        try (Node node = Node.builder().killGrace(Duration.ofMillis(1)).build()) {
            var jobber = Jobber.start(node, JobberOptions.defaults().withListener(said::add));
            Work deaf =
                    attempt -> {
                        begun.countDown();
                        while (!mayEnd.get()) {
                            Thread.onSpinWait();
                        }
                        return Outcome.ok();
                    };
            Pid pid =
                    ((JobStart.Started) jobber.startJob(job(deaf).withType("import"), BARE)).pid();
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            Process.exit(pid, ExitReason.KILL);
            JobHandle job = jobber.find("j").orElseThrow();
            jobber.await(List.of(job), Process.INFINITY);
            assertThat(job.info().status()).isEqualTo(JobStatus.KILLED);
            assertThat(jobber.types().type("import").running()).isZero();

            mayEnd.set(true);
            while (!node.lingering().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(job.info().status()).isEqualTo(JobStatus.KILLED);
            assertThat(said)
                    .extracting(JobEvent::message)
                    .containsExactly("Job requested j", "Job started j", "Job attempt 1 j");
        }
    }

    @Test
    void every_listener_hears_of_every_job_and_one_that_throws_is_taken_out_alone()
            throws Exception {
        List<JobEvent> first = new CopyOnWriteArrayList<>();
        List<JobEvent> last = new CopyOnWriteArrayList<>();
        var calls = new AtomicInteger();
        try (Node node = Node.builder().build()) {
            var jobber =
                    Jobber.start(
                            node,
                            JobberOptions.defaults()
                                    .withListener(first::add)
                                    .withListener(event -> {
                                        calls.incrementAndGet();
                                        throw new IllegalStateException("listener");
                                    })
                                    .withListener(last::add));
            jobber.startJob(job(attempt -> Outcome.ok()));
            jobber.await(jobber.jobs(), Process.INFINITY);
            node.awaitQuiet();

            assertThat(first)
                    .extracting(JobEvent::message)
                    .containsExactly(
                            "Job requested j",
                            "JobSupervisor started j",
                            "Job started j",
                            "Job attempt 1 j",
                            "Job completed j",
                            "Job exiting j");
            assertThat(last).isEqualTo(first);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void a_message_a_job_does_not_know_is_logged_and_dropped() {
        Pid job = lab.start(job(BAD), BARE).pid();
        Process.send(job, "hello");
        lab.seconds(5);
        assertThat(lab.logged())
                .containsExactly(
                        "[warning] Job errored j",
                        "[error] Job "
                                + job
                                + " received unexpected message in handleInfo: \"hello\"");
    }
}
