package shop;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.Outcome;
import dev.jobber.otp.Node;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Starts a job that fails twice and is then done, and waits for it.
public final class Main {
    public static void main(String[] args) {
        try (Node node = Node.builder().build()) {
            var jobber = Jobber.start(node, JobberOptions.defaults());
            var attempts = new AtomicInteger();
            JobRequest request =
                    JobRequest.of(_ ->
                                    attempts.incrementAndGet() < 3
                                            ? Outcome.error("not yet")
                                            : Outcome.ok())
                            .withId("refill")
                            .withMaxRetries(5)
                            .withRetryDelay(Duration.ofMillis(10));
            if (!(jobber.startJob(request) instanceof JobStart.Started(_, var id))) {
                throw new IllegalStateException("the job did not start");
            }
            JobHandle job = jobber.find(id).orElseThrow();
            var _ = jobber.await(List.of(job), Duration.ofSeconds(30));
            JobInfo info = job.info();
            if (attempts.get() != 3 || !info.status().toString().equals("done")) {
                throw new IllegalStateException("expected done after 3 attempts, got: " + info);
            }
        }
        System.out.println("modular: fine");
    }
}
