package dev.jobber.observer.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.JobRequest;
import dev.jobber.job.Jobber;
import dev.jobber.job.Placement;
import dev.jobber.job.Work;
import dev.jobber.job.kind.Sim;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.WhenFull;
import dev.jobber.observer.Observer;
import dev.jobber.otp.ManualClock;
import dev.jobber.shell.TestSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Timelines of jobs, on a clock that stands still.
@Timeout(60)
class TimelineMakerTest {
    private static final Work GOOD = Sim.ok(Duration.ofSeconds(5));

    private final Observer observer = TestSession.open().session().observer();
    private final Jobber jobber = observer.jobber();
    private final ManualClock clock = (ManualClock) observer.node().clock();

    @AfterEach
    void close() {
        observer.node().close();
    }

    private void start(JobRequest request) {
        var _ = jobber.startJob(request);
        clock.settle();
    }

    private static JobRequest job(String id, Work work) {
        return JobRequest.of(work).withId(id);
    }

    private void seconds(int n) {
        clock.advance(Duration.ofSeconds(n));
        clock.settle();
    }

    private Timeline timeline(String... words) {
        return new TimelineMaker(observer).of(List.of(words), Optional.empty());
    }

    /// `a: done 0-5 | waited for b`
    private static List<String> told(Timeline timeline) {
        return timeline.rows().stream()
                .map(row ->
                        row.job().id()
                                + ":"
                                + String.join(
                                        ",",
                                        row.spans().stream()
                                                .map(span ->
                                                        " "
                                                                + span.kind()
                                                                + " "
                                                                + span.begin().getEpochSecond()
                                                                + "-"
                                                                + span.end().getEpochSecond())
                                                .toList())
                                + " | "
                                + String.join(", ", row.blockers()))
                .toList();
    }

    @Test
    void attempts_retries_and_crashes_stand_one_after_the_other() {
        start(job("ok", GOOD));
        start(job("bad", Sim.error(Duration.ofSeconds(2))).withMaxRetries(1));
        start(job("doomed", Sim.raise(Duration.ofSeconds(4), "Boom!")));
        seconds(2);
        seconds(2);
        seconds(1);
        seconds(2);

        assertThat(told(timeline()))
                .containsExactly(
                        "ok: done 0-5 | ",
                        "bad: failed 0-2, retry 2-7, working 7-7 | ",
                        "doomed: crashed 0-4, working 4-7 | ");
    }

    @Test
    void a_job_that_waits_for_room_says_which_jobs_had_it() {
        jobber.types()
                .change(
                        "mail",
                        JobPolicy.NONE.withAdmission(
                                AdmissionPolicy.NONE
                                        .withLimit(Limit.of(1))
                                        .withWhenFull(WhenFull.QUEUE)));
        start(job("a", GOOD).withType("mail"));
        start(job("b", GOOD).withType("mail"));
        seconds(5);
        seconds(1);

        assertThat(told(timeline()))
                .containsExactly("a: done 0-5 | ", "b: waiting 0-5, working 5-6 | a");
    }

    @Test
    void a_job_that_waits_for_others_says_which() {
        start(job("a", GOOD));
        start(job("b", GOOD).withAfter(List.of("a")));
        seconds(2);

        assertThat(told(timeline())).containsExactly("a: working 0-2 | ", "b: waiting 0-2 | a");
    }

    @Test
    void only_jobs_that_are_named_are_shown() {
        start(job("a", GOOD).withType("mail"));
        start(job("b", GOOD).withName("good"));
        start(job("c", GOOD));
        String pid = jobber.registry().orElseThrow().whereis("c").orElseThrow().toString();

        assertThat(timeline("mail").rows()).extracting(row -> row.job().id()).containsExactly("a");
        assertThat(timeline("good", pid).rows())
                .extracting(row -> row.job().id())
                .containsExactly("b", "c");
        assertThat(timeline("nothing").rows()).isEmpty();
    }

    @Test
    void only_the_last_time_is_shown_where_that_is_wanted() {
        start(job("a", GOOD));
        seconds(5);
        seconds(10);
        start(job("b", GOOD));
        seconds(2);

        Timeline timeline =
                new TimelineMaker(observer).of(List.of(), Optional.of(Duration.ofSeconds(8)));

        assertThat(told(timeline)).containsExactly("b: working 15-17 | ");
        assertThat(timeline.begin().getEpochSecond()).isEqualTo(9);
        assertThat(timeline.end().getEpochSecond()).isEqualTo(17);
    }

    @Test
    void a_job_that_has_been_forgotten_is_drawn_from_its_events() {
        var _ = jobber.startJob(job("a", GOOD), Placement.BARE);
        clock.settle();
        seconds(5);
        jobber.settings().setHistory(0);

        assertThat(jobber.find("a")).isEmpty();
        assertThat(told(timeline())).containsExactly("a: done 0-5 | ");
        assertThat(timeline().rows().getFirst().outcome().status()).isEqualTo("done");
    }
}
