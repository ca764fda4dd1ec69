package dev.jobber.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.identity.RunningJob;
import dev.jobber.job.kind.Sim;
import dev.jobber.otp.Node;
import dev.jobber.otp.Process;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a finished job costs that is kept with its idle JobSupervisor.
class KeptJobsTest {
    private static final int KEPT = 30_000;
    private static final int LIVE = 300;

    /// At the end of a collection: what threads reserve afterwards, to allocate in, does not count.
    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    /// Starts a number of jobs from inside a process: no thread has to be woken for each.
    private static void start(Jobber jobber, int jobs, JobRequest request) throws Exception {
        jobber.node()
                .run(() -> {
                    for (int i = 0; i < jobs; i++) {
                        jobber.startJob(request);
                    }
                    return jobs;
                });
    }

    @Test
    void a_finished_job_and_its_job_supervisor_are_kept_in_less_than_800_bytes() throws Exception {
        // without the watch, which loads classes of its own, once, when there is much to do
        try (Node node = Node.builder().fairness(false).build()) {
            var jobber =
                    Jobber.start(node, JobberOptions.defaults().withFinished(FinishedJobs.KEEP));
            JobRequest good =
                    JobRequest.of(Sim.ok(Duration.ZERO)).withName("good").withType("mail");
            start(jobber, KEPT, good); // classes loaded; what the JDK keeps for many threads grown
            jobber.await(jobber.jobs(), Process.INFINITY);
            long before = usedHeap();

            start(jobber, KEPT, good);
            jobber.await(jobber.jobs(), Process.INFINITY);

            // What has ended may still be let go of when all are awaited.
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            long each = Long.MAX_VALUE;
            while (each >= 800 && System.nanoTime() < deadline) {
                each = (usedHeap() - before) / KEPT;
            }
            assertThat(each).isLessThan(800);
            assertThat(jobber.countChildren().specs()).isEqualTo(2 * KEPT);
            assertThat(jobber.jobs()).allMatch(job -> job.info().status() == JobStatus.DONE);

            start(jobber, LIVE, JobRequest.of(JobLab.LONG).withType("mail"));
            jobber.startJob(JobRequest.of(JobLab.LONG).withId("the-import").withType("import"));
            assertThat(jobber.whichChildren()).hasSize(2 * KEPT + LIVE + 1);
            assertThat(jobber.running("mail")).hasSize(LIVE);
            assertThat(jobber.runningImports())
                    .extracting(RunningJob::id)
                    .containsExactly("the-import");
        }
    }
}
