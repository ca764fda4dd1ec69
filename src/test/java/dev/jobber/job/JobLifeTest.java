package dev.jobber.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// One life, told by hand what its processes do: what it makes of that, and when its place in the
/// quota is free again.
@Timeout(60)
class JobLifeTest {
    private static final ExitReason BOOM = ExitReason.word("boom");

    private final ManualClock clock = new ManualClock();
    private final Node node = Node.builder().clock(clock).build();
    private final JobTable table = new JobTable(node, Map.of("import", 1), 1, event -> {});

    @AfterEach
    void close() {
        node.close();
    }

    private final JobStarter starter =
            new JobStarter(node, Optional.empty(), FinishedJobs.KEEP, event -> {}, new Random(1));

    private JobLifecycle life(String id, Placement placement) {
        return new JobLifecycle(
                table, id, JobRequest.of(JobLab.GOOD).withId(id).withType("import"), placement);
    }

    /// Lives whatever it is sent, and answers nothing.
    private Pid process() {
        return node.spawn(() -> Process.receive(message -> false));
    }

    private Pid dead() {
        Pid pid = node.spawn(() -> {});
        clock.settle();
        return pid;
    }

    private void kill(Pid pid) {
        Process.exit(pid, ExitReason.KILL);
        clock.settle();
    }

    private int placesTaken() {
        return table.admissions().gates().info("import").running();
    }

    /// A job whose first process lives.
    private JobLifecycle alive(Placement placement, Pid supervisor, Pid job) {
        JobLifecycle life = life("j", placement);
        if (!(placement instanceof Placement.Bare)) {
            life.supervisedBy(supervisor);
        }
        assertThat(life.tryToStart()).isTrue();
        life.began(job);
        return life;
    }

    private static final List<Placement> UNDER_A_SUPERVISOR =
            List.of(
                    Placement.SUPERVISED,
                    new Placement.Direct(ChildSpec.Restart.TRANSIENT),
                    new Placement.Direct(ChildSpec.Restart.TEMPORARY));

    // ---- the place in the quota

    @ParameterizedTest
    @FieldSource("UNDER_A_SUPERVISOR")
    void the_place_is_free_as_soon_as_it_is_certain_that_no_process_follows(Placement placement) {
        Pid job = process();
        JobLifecycle life = alive(placement, process(), job);

        life.exited(job, ExitReason.SHUTDOWN);

        assertThat(placesTaken()).isZero();
        assertThat(life.hasEnded()).as("its supervisor has not dealt with it").isFalse();
    }

    @Test
    void the_place_is_kept_while_a_process_is_to_follow() {
        Pid job = process();
        JobLifecycle life = alive(Placement.SUPERVISED, process(), job);

        life.exited(job, BOOM);

        assertThat(placesTaken()).isOne();
        assertThat(life.info().status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void between_two_processes_a_job_that_was_stopped_is_shown_as_stopped() {
        Pid job = process();
        JobLifecycle life = alive(Placement.SUPERVISED, process(), job);

        life.exited(job, ExitReason.SHUTDOWN);

        assertThat(life.info().status()).isEqualTo(JobStatus.STOPPED);
    }

    @Test
    void the_end_of_the_supervisor_before_the_first_process_frees_the_place() {
        Pid supervisor = process();
        JobLifecycle life = life("j", Placement.SUPERVISED);
        life.admit();
        life.supervisedBy(supervisor);

        kill(supervisor);

        assertThat(placesTaken()).isZero();
    }

    @Test
    void so_does_a_supervisor_that_is_dead_when_it_is_named() {
        JobLifecycle life = life("j", Placement.SUPERVISED);
        life.admit();

        life.supervisedBy(dead());

        assertThat(placesTaken()).isZero();
        assertThat(life.supervisor()).isEmpty();
    }

    @Test
    void a_process_that_is_dead_when_it_is_named_has_ended() {
        JobLifecycle life = life("j", Placement.BARE);
        life.tryToStart();

        life.began(dead());

        assertThat(life.hasEnded()).isTrue();
        assertThat(life.info().status()).isEqualTo(JobStatus.KILLED);
        assertThat(placesTaken()).isZero();
    }

    @Test
    void a_start_of_which_no_process_came_frees_the_place_and_forgets_job_runner() {
        JobLifecycle life = life("j", new Placement.Direct(ChildSpec.Restart.TRANSIENT));
        life.supervisedBy(process());
        life.tryToStart();

        life.startFailed(Optional.empty());

        assertThat(placesTaken()).isZero();
        assertThat(life.supervisor()).isEmpty();
    }

    @Test
    void a_start_that_fails_between_two_processes_keeps_the_place() {
        Pid job = process();
        JobLifecycle life = alive(Placement.SUPERVISED, process(), job);
        life.exited(job, BOOM);

        life.tryToStart();
        life.startFailed(Optional.empty());

        assertThat(placesTaken()).isOne();
    }

    // ---- when it is over

    @Test
    void a_supervisor_that_answers_and_has_not_tried_again_ends_the_job_and_the_waiters_hear() {
        Pid job = process();
        JobLifecycle life = alive(Placement.SUPERVISED, process(), job);
        List<Object> heard = new CopyOnWriteArrayList<>();
        Pid waiter = node.spawn(() -> heard.add(Process.receive()));
        table.tellWhenEnded(life, waiter);
        life.exited(job, BOOM);
        life.told(job);

        assertThat(life.answered(1, 0)).isEmpty();

        clock.settle();
        assertThat(life.hasEnded()).isTrue();
        assertThat(heard).containsExactly(new JobHandle.Ended(life));
        assertThat(placesTaken()).isZero();
    }

    @Test
    void a_supervisor_that_tries_again_is_asked_until_it_tries_no_more() {
        Pid job = process();
        JobLifecycle life = alive(Placement.SUPERVISED, process(), job);
        life.exited(job, BOOM);
        life.told(job);
        life.tryToStart();
        life.tryToStart();

        assertThat(life.answered(1, 0)).isEqualTo(OptionalInt.of(2));
        assertThat(life.hasEnded()).isFalse();
        assertThat(life.answered(1, 2)).isEmpty();
        assertThat(life.hasEnded()).isTrue();
    }

    @Test
    void the_answer_about_an_earlier_process_says_nothing_of_the_one_after() {
        Pid job = process();
        JobLifecycle life = alive(Placement.SUPERVISED, process(), job);
        life.exited(job, BOOM);
        life.tryToStart();
        Pid next = process();
        life.began(next);
        life.exited(next, BOOM);

        assertThat(life.answered(1, 0)).isEmpty();

        assertThat(life.hasEnded()).isFalse();
        assertThat(placesTaken()).isOne();
    }

    @Test
    void the_end_of_the_supervisor_between_two_processes_is_the_end_of_the_job() {
        Pid supervisor = process();
        Pid job = process();
        JobLifecycle life = alive(Placement.SUPERVISED, supervisor, job);
        life.exited(job, BOOM);
        life.told(job);

        life.exited(supervisor, ExitReason.SHUTDOWN);

        assertThat(life.info().status()).isEqualTo(JobStatus.CRASHED);
        assertThat(life.hasEnded()).as("not all have been told of the supervisor").isFalse();
        life.told(supervisor);
        assertThat(life.hasEnded()).isTrue();
    }

    @Test
    void it_has_not_ended_before_all_have_been_told_of_its_process() {
        Pid job = process();
        JobLifecycle life = alive(Placement.BARE, job, job);

        life.exited(job, BOOM);

        assertThat(life.hasEnded()).isFalse();
        life.told(job);
        assertThat(life.hasEnded()).isTrue();
    }

    // ---- who deals with its end

    @Test
    void its_supervisor_deals_with_its_end_until_all_have_been_told_that_it_is_gone() {
        Pid supervisor = process();
        JobLifecycle life = alive(Placement.SUPERVISED, supervisor, process());
        assertThat(life.supervisor()).contains(supervisor);

        life.exited(supervisor, ExitReason.SHUTDOWN);
        assertThat(life.supervisor()).contains(supervisor);

        life.told(supervisor);
        assertThat(life.supervisor()).isEmpty();
    }

    @Test
    void job_runner_has_nothing_to_do_with_a_direct_job_that_has_ended() {
        Pid runner = process();
        Pid job = process();
        JobLifecycle ended = alive(new Placement.Direct(ChildSpec.Restart.TEMPORARY), runner, job);
        ended.terminating(job);
        ended.worked(job, JobStatus.DONE, Optional.empty());

        ended.exited(job, ExitReason.NORMAL);

        assertThat(ended.supervisor()).isEmpty();
    }

    @Test
    void only_a_bare_job_has_no_process_that_deals_with_its_end() {
        assertThat(life("j", Placement.BARE).isBare()).isTrue();
        assertThat(UNDER_A_SUPERVISOR).noneMatch(each -> life("j", each).isBare());
    }

    // ---- what starts it

    @Test
    void a_start_of_a_supervisor_that_throws_gives_the_place_back() {
        JobLifecycle life = life("j", Placement.SUPERVISED);

        assertThat(catchThrowable(() -> starter.supervised(life).start().start(List.of())))
                .as("a thread that is no process starts nothing with a link")
                .isInstanceOf(IllegalStateException.class);

        assertThat(placesTaken()).isZero();
    }

    @Test
    void a_job_that_does_not_get_a_place_is_refused_in_each_placement() {
        life("first", Placement.BARE).admit();
        var full = StartResult.failed(ExitReason.word(StartRefusals.quotaReached("import")));

        assertThat(starter.bare(life("j", Placement.BARE))).isEqualTo(full);
        assertThat(started(starter.supervised(life("j", Placement.SUPERVISED)))).isEqualTo(full);
        assertThat(
                        started(
                                starter.direct(
                                        life("j", JobLab.TRANSIENT), ChildSpec.Restart.TRANSIENT)))
                .isEqualTo(full);
        assertThat(placesTaken()).isOne();
    }

    /// What a start function answers to a process that calls it.
    private StartResult started(ChildSpec spec) {
        List<StartResult> results = new CopyOnWriteArrayList<>();
        node.spawn(() -> results.add(spec.start().start(List.of())));
        clock.settle();
        return results.getFirst();
    }

    @Test
    void a_bare_job_that_starts_keeps_its_place() {

        assertThat(starter.bare(life("j", Placement.BARE))).isInstanceOf(StartResult.Started.class);

        assertThat(placesTaken()).isOne();
    }
}
