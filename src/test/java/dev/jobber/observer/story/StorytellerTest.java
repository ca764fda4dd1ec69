package dev.jobber.observer.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.Collected;
import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.Jobber;
import dev.jobber.job.Placement;
import dev.jobber.job.Work;
import dev.jobber.job.identity.JobOrigin;
import dev.jobber.job.kind.Sim;
import dev.jobber.observer.Fact;
import dev.jobber.observer.Observer;
import dev.jobber.observer.Recorded;
import dev.jobber.observer.Restarts;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.shell.TestSession;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Stories of jobs and processes, on a clock that stands still.
@Timeout(60)
class StorytellerTest {
    private static final Pattern PID = Pattern.compile("#PID<0\\.\\d+\\.0>");
    private static final int CRASHES = 20 + Runtime.getRuntime().availableProcessors();
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final Observer observer = TestSession.open().session().observer();
    private final Jobber jobber = observer.jobber();
    private final ManualClock clock = (ManualClock) observer.node().clock();

    @AfterEach
    void close() {
        observer.node().close();
    }

    private static JobRequest job(Work work, String id) {
        return JobRequest.of(work).withId(id).withName("work");
    }

    private Pid start(JobRequest request, Placement placement) {
        JobStart start =
                JobOrigin.from(
                        "start-job work --id " + request.id().orElse(""),
                        () -> jobber.startJob(request, placement));
        clock.settle();
        return ((JobStart.Started) start).pid();
    }

    private void seconds(int n) {
        clock.advance(Duration.ofSeconds(n));
    }

    private Story story(String what) {
        clock.settle();
        return new Storyteller(observer).of(what).orElseThrow();
    }

    /// The lines, with seconds in place of times and with letters for pids, in their order.
    private static List<String> told(Story story) {
        List<Story.Line> lines = story.lines();
        List<String> pids =
                lines.stream()
                        .flatMap(line -> PID.matcher(line.text()).results().map(MatchResult::group))
                        .distinct()
                        .toList();
        return lines.stream()
                .map(line -> {
                    String text = line.text();
                    for (int i = 0; i < pids.size(); i++) {
                        text = text.replace(pids.get(i), "<" + (char) ('A' + i) + ">");
                    }
                    return line.time().getEpochSecond() + " " + line.what() + ": " + text;
                })
                .toList();
    }

    @Test
    void a_job_that_crashes_until_its_supervisor_gives_up() {
        start(job(Sim.raise(FIVE_SECONDS, "Boom!"), "d"), Placement.SUPERVISED);
        for (int i = 0; i < 4; i++) {
            seconds(5);
        }

        Story story = story("d");
        assertThat(told(story))
                .containsExactly(
                        "0 requested: this line asked for it: start-job work --id d",
                        "0 started: its JobSupervisor <A> started",
                        "0 started: its process <B> started",
                        "0 attempt: attempt 1 began",
                        "5 exited: attempt 1 crashed after 5s: java.lang.RuntimeException: Boom!",
                        "5 restarted: it was restarted as <C>: 1 of 3 restarts within 30 s",
                        "5 attempt: attempt 2 began",
                        "10 exited: attempt 2 crashed after 5s: java.lang.RuntimeException: Boom!",
                        "10 restarted: it was restarted as <D>: 2 of 3 restarts within 30 s",
                        "10 attempt: attempt 3 began",
                        "15 exited: attempt 3 crashed after 5s: java.lang.RuntimeException: Boom!",
                        "15 restarted: it was restarted as <E>: 3 of 3 restarts within 30 s",
                        "15 attempt: attempt 4 began",
                        "20 exited: attempt 4 crashed after 5s: java.lang.RuntimeException: Boom!",
                        "20 gave_up: its JobSupervisor <A> gave up: 3 of 3 restarts within 30 s were used up, and its child Job ended once more",
                        "20 exited: its JobSupervisor <A> was stopped with :shutdown");
        assertThat(story.who()).isEqualTo(new Story.Who("d", Optional.of("work")));
        assertThat(story.status()).isEqualTo("crashed");
        assertThat(story.restarts()).contains(new Restarts(3, 3, 30));
        assertThat(story.next()).isEmpty();
    }

    @Test
    void a_job_that_waits_for_its_retry_says_when_it_comes() {
        start(job(Sim.error(FIVE_SECONDS), "e").withMaxRetries(2), Placement.SUPERVISED);
        seconds(5);
        seconds(2);

        Story story = story("e");
        assertThat(told(story))
                .endsWith(
                        "5 errored: attempt 1 failed after 5s",
                        "5 retry_planned: retry 1 of 2 follows in 5s");
        assertThat(story.status()).isEqualTo("errored");
        assertThat(story.next()).contains("retry 1 of 2 begins in 3s");
        assertThat(story.restarts()).contains(new Restarts(0, 3, 30));
    }

    @Test
    void a_killed_job_says_which_process_has_killed_it() throws Exception {
        start(job(Sim.ok(FIVE_SECONDS), "k"), Placement.SUPERVISED);
        Pid process = jobber.registry().orElseThrow().whereis("k").orElseThrow();
        Pid killer =
                observer.node()
                        .run(() -> {
                            Process.exit(process, ExitReason.KILL);
                            return Process.self();
                        });

        assertThat(story("k").lines())
                .anySatisfy(line -> {
                    assertThat(line.what()).isEqualTo("exited");
                    assertThat(line.pid()).contains(process.toString());
                    assertThat(line.reason()).contains(":killed");
                    assertThat(line.text())
                            .isEqualTo("attempt 1 was killed after 0s, because of " + killer);
                });
    }

    @Test
    void jobs_that_fall_with_a_direct_one_are_named_and_say_who_gave_up() {
        start(job(Sim.ok(Duration.ofHours(1)), "bystander"), Placement.SUPERVISED);
        start(
                job(Sim.raise(FIVE_SECONDS, "Boom!"), "direct"),
                new Placement.Direct(ChildSpec.Restart.TRANSIENT));
        for (int i = 0; i < 4; i++) {
            seconds(5);
        }

        assertThat(told(story("direct")))
                .anyMatch(line ->
                        line.matches(
                                "20 gave_up: JobRunner <.> gave up: 3 of 3 restarts within 30 s were used up, and its child Job ended once more; with it fell: job bystander"));
        assertThat(told(story("bystander")))
                .anyMatch(line -> line.startsWith("20 gave_up: JobRunner"))
                .anyMatch(line ->
                        line.matches("20 exited: attempt 1 was stopped after 20s, because of <.>"));
    }

    @Test
    void every_process_of_a_job_tells_the_story_of_the_job() {
        Pid supervisor = start(job(Sim.raise(FIVE_SECONDS, "Boom!"), "d"), Placement.SUPERVISED);
        for (int i = 0; i < 4; i++) {
            seconds(5);
        }

        List<String> pids =
                story("d").lines().stream()
                        .flatMap(line -> line.pid().stream())
                        .distinct()
                        .toList();
        assertThat(pids).hasSize(5).contains(supervisor.toString());
        for (String pid : pids) {
            assertThat(story(pid)).isEqualTo(story("d"));
            assertThat(story(pid.substring(4))).isEqualTo(story("d"));
        }
        assertThat(story("work")).isEqualTo(story("d"));
    }

    @Test
    void a_job_that_has_been_forgotten_is_known_from_its_events() {
        start(job(Sim.ok(FIVE_SECONDS), "g"), Placement.BARE);
        seconds(5);
        clock.settle();
        jobber.settings().setHistory(0);

        Story story = story("g");
        assertThat(jobber.find("g")).isEmpty();
        assertThat(story.status()).isEqualTo("done");
        assertThat(told(story))
                .containsExactly(
                        "0 requested: this line asked for it: start-job work --id g",
                        "0 started: its process <A> started",
                        "0 attempt: attempt 1 began",
                        "5 completed: attempt 1 succeeded after 5s",
                        "5 exited: its process ended normally");
        assertThat(new Storyteller(observer).known()).contains("g", "work", "JobRunner");
    }

    @Test
    void attempts_that_are_older_than_all_events_are_told_from_what_the_job_remembers() {
        start(job(Sim.ok(FIVE_SECONDS), "old"), Placement.SUPERVISED);
        seconds(5);
        for (int i = 0; i < 10_000; i++) {
            observer.events().stopped("other", "kill other");
        }

        assertThat(told(story("old")))
                .containsExactly(
                        "0 requested: this line asked for it: start-job work --id old",
                        "0 attempt: attempt 1 began",
                        "5 completed: attempt 1 ended with ok after 5s");
    }

    @Test
    void an_id_that_is_used_again_tells_of_the_new_job_alone() {
        start(job(Sim.ok(FIVE_SECONDS), "i"), Placement.BARE);
        seconds(5);
        start(job(Sim.ok(FIVE_SECONDS), "i"), Placement.BARE);

        assertThat(told(story("i")))
                .containsExactly(
                        "5 requested: this line asked for it: start-job work --id i",
                        "5 started: its process <A> started",
                        "5 attempt: attempt 1 began");
    }

    @Test
    void a_refused_start_is_told() {
        start(job(Sim.ok(FIVE_SECONDS), "r"), Placement.SUPERVISED);
        assertThat(jobber.startJob(job(Sim.ok(FIVE_SECONDS), "r")))
                .isInstanceOf(JobStart.Refused.class);

        assertThat(told(story("r")))
                .anyMatch(line -> line.startsWith("0 refused: it was refused: the id r is taken"))
                .anyMatch(line -> line.startsWith("0 attempt: attempt 1 began"));
    }

    @Test
    void a_process_that_was_restarted_is_known_by_its_name_and_by_its_old_pid() {
        Pid before = jobber.runner().whereis().orElseThrow();
        Process.exit(before, ExitReason.KILL);
        clock.settle();
        Pid now = jobber.runner().whereis().orElseThrow();

        assertThat(told(story("JobRunner")))
                .containsExactly(
                        "0 started: its process started",
                        "0 exited: its process was killed",
                        "0 restarted: it was restarted as <A>: 1 of 3 restarts within 5 s");
        assertThat(story("Jobber.JobRunner")).isEqualTo(story("JobRunner"));
        Story dead = story(before.toString());
        assertThat(dead.status()).isEqualTo("dead");
        assertThat(dead.next()).contains("it goes on as " + now);
        assertThat(story(now.toString()).restarts()).contains(new Restarts(1, 3, 5));
        seconds(6);
        assertThat(story(now.toString()).restarts()).contains(new Restarts(0, 3, 5));
    }

    @Test
    void of_what_has_never_been_there_is_no_story() {
        assertThat(new Storyteller(observer).of("nosuch")).isEmpty();
        assertThat(new Storyteller(observer).of("#PID<0.999999.0>")).isEmpty();
    }

    /// An exception may hold whatever an application has put into it.
    ///
    /// The virtual machine itself keeps the last one that compiled code has thrown on a thread (the
    /// field `_exception_oop` of HotSpot's `JavaThread`), which is one for each carrier. An event
    /// that kept its exception would keep all of them.
    @Test
    void no_event_keeps_an_exception_alive() {
        List<WeakReference<Throwable>> thrown = new CopyOnWriteArrayList<>();
        for (int i = 0; i < CRASHES; i++) {
            start(
                    job(
                            _ -> {
                                var exception = new IllegalStateException("large");
                                thrown.add(new WeakReference<>(exception));
                                throw exception;
                            },
                            "x" + i),
                    Placement.BARE);
            clock.settle();
        }

        assertThat(observer.events().events())
                .extracting(Recorded::fact)
                .filteredOn(fact ->
                        fact instanceof Fact.Exited exited
                                && exited.why().text().endsWith("IllegalStateException: large"))
                .hasSize(CRASHES);
        assertThat(thrown).hasSize(CRASHES);
        Collected.awaitLetGo(
                "more exceptions than there are carriers are",
                thrown,
                Runtime.getRuntime().availableProcessors());
    }
}
