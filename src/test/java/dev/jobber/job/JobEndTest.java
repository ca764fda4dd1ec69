package dev.jobber.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.identity.JobOrigin;
import dev.jobber.job.kind.Sim;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Which processes are told of the ends of jobs, and of the ends of chains of jobs.
class JobEndTest {
    private static final Work SHORT = Sim.ok(Duration.ZERO);

    private final List<String> heard = new CopyOnWriteArrayList<>();

    /// Hears of ends.
    private final class Listener extends GenServer<String, Request<?>, Void> {
        @Override
        protected InitResult<String> init() {
            return ok("listening");
        }

        @Override
        protected Result<String> handleInfo(Object message, String state) {
            heard.add(((JobHandle.Ended) message).job().id());
            return noreply(state);
        }
    }

    @Test
    void a_listener_hears_of_each_end_once() {
        try (var lab = new JobLab()) {
            lab.node.start(new Listener(), StartOptions.named("listener")).pidOrExit();
            lab.jobber.tellOfEnds(lab.node.named("listener"));
            lab.jobber.tellOfEnds(lab.node.named("listener"));
            JobStart.Started job = lab.start(JobRequest.of(SHORT).withId("a"));
            assertThat(heard).containsExactly("a");

            Supervisor.stop(job.pid());
            lab.clock.settle();
            assertThat(heard).containsExactly("a");
        }
    }

    @Test
    void a_job_that_is_started_again_by_hand_ends_again() {
        try (var lab = new JobLab()) {
            lab.node.start(new Listener(), StartOptions.named("listener")).pidOrExit();
            lab.jobber.tellOfEnds(lab.node.named("listener"));
            JobStart.Started job = lab.start(JobRequest.of(SHORT).withId("a"));

            Supervisor.restartChild(job.pid(), JobStarter.JOB).pidOrExit();
            lab.clock.settle();

            assertThat(heard).containsExactly("a", "a");
        }
    }

    @Test
    void a_listener_that_is_not_there_is_told_nothing() {
        try (var lab = new JobLab()) {
            lab.jobber.tellOfEnds(lab.node.named("listener"));
            lab.start(JobRequest.of(SHORT).withId("a"));

            assertThat(lab.logged())
                    .containsExactly("[info] Job completed a", "[info] Job exiting a");
        }
    }

    @Test
    void a_process_is_told_of_one_end_that_it_asked_for() {
        try (var lab = new JobLab()) {
            Pid listener = lab.node.start(new Listener(), StartOptions.NONE).pidOrExit();
            lab.start(JobRequest.of(JobLab.GOOD).withId("a"));
            lab.start(JobRequest.of(JobLab.GOOD).withId("b"));
            JobHandle b = lab.jobber.find("b").orElseThrow();

            assertThat(lab.jobber.tellWhenEnded(b, listener)).isTrue();
            lab.seconds(5);

            assertThat(heard).containsExactly("b");
            assertThat(lab.jobber.tellWhenEnded(b, listener)).isFalse();
        }
    }

    @Test
    void a_job_that_is_started_because_of_another_is_a_generation_younger() {
        try (var lab = new JobLab()) {
            lab.start(JobRequest.of(SHORT).withId("a"));
            JobHandle a = lab.jobber.find("a").orElseThrow();
            JobOrigin.because(a.generation(), () -> lab.start(JobRequest.of(SHORT).withId("b")));
            JobHandle b = lab.jobber.find("b").orElseThrow();
            JobOrigin.because(b.generation(), () -> lab.start(JobRequest.of(SHORT).withId("c")));
            lab.start(JobRequest.of(SHORT).withId("d"));

            assertThat(List.of("a", "b", "c", "d"))
                    .map(id -> lab.jobber.find(id).orElseThrow().generation())
                    .containsExactly(0, 1, 2, 0);
        }
    }

    @Test
    void a_child_of_the_tree_is_added_once_and_stops_before_the_runner() {
        try (var lab = new JobLab()) {
            var child =
                    ChildSpec.worker(
                            "listener",
                            () ->
                                    GenServer.startLink(
                                            new Listener(), StartOptions.named("listener")));
            lab.jobber.addChild(child);
            lab.jobber.addChild(child);

            assertThat(Supervisor.whichChildren(lab.jobber.supervisor()))
                    .extracting(each -> each.id())
                    .containsExactlyInAnyOrder("JobRegistry", "JobRunner", "listener");

            Supervisor.stop(lab.jobber.supervisor());
            assertThat(lab.jobber.ensureStarted()).isTrue();
            assertThat(lab.node.whereis("listener")).isPresent();
        }
    }
}
