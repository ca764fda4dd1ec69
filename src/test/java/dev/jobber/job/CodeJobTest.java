package dev.jobber.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.kind.code.Code;
import dev.jobber.job.kind.code.CodeHost;
import dev.jobber.job.kind.code.Compilation;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Node;
import dev.jobber.otp.Process;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs that are snippets: each way to end one, and what counts while it ends.
@Timeout(60)
class CodeJobTest {
    private static final String UP = "((Semaphore) System.getProperties().get(\"up\")).release();";

    private final Semaphore up = new Semaphore(0);
    private final Semaphore gate = new Semaphore(0);
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Node node = Node.builder().build(); // what code does takes real time
    private final Jobber jobber =
            Jobber.start(
                    node,
                    JobberOptions.defaults()
                            .withFinished(FinishedJobs.KEEP)
                            .withListener(event ->
                                    log.add("[" + event.level() + "] " + event.message())));
    private final CodeHost host = new CodeHost(jobber);

    CodeJobTest() {
        System.getProperties().put("up", up);
        System.getProperties().put("gate", gate);
    }

    @AfterEach
    void nothing_is_left() {
        gate.release(100);
        node.close();
        assertThat(threads()).isEmpty();
        System.getProperties().remove("up");
        System.getProperties().remove("gate");
    }

    /// The threads that are in code of jobs.
    private static List<String> threads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each ->
                        Stream.of(each.getValue())
                                .anyMatch(frame ->
                                        String.valueOf(frame.getClassLoaderName())
                                                .startsWith("job-code-")))
                .map(each -> each.getKey().toString())
                .toList();
    }

    private JobStatus status(String id) {
        return jobber.find(id).orElseThrow().info().status();
    }

    private JobStart.Started start(String id, String body, Duration grace) throws Exception {
        return start(id, body, grace, Duration.ofMinutes(1));
    }

    private JobStart.Started start(String id, String body, Duration grace, Duration timeout)
            throws Exception {
        Code code = ((Compilation.Compiled) host.compile(UP + body)).code();
        JobStart start =
                jobber.startJob(
                        JobRequest.of(host.work(code, "java", grace))
                                .withId(id)
                                .withType("import")
                                .withTimeout(timeout));
        up.acquire();
        return (JobStart.Started) start;
    }

    private void untilEnded(String id) {
        var _ = jobber.await(List.of(jobber.find(id).orElseThrow()), Process.INFINITY);
    }

    private int running() {
        return jobber.types().type("import").running();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "while (true) { try { Thread.sleep(1000); } catch (Throwable t) { } }",
                "new Thread(() -> { while (true) {} }).start(); sleep(\"1h\");",
            })
    void each_way_to_end_a_job_ends_its_code(String body) throws Exception {
        var short_ = Duration.ofMillis(1);
        start("stopped", body, short_);
        jobber.stop(jobber.find("stopped").orElseThrow(), ExitReason.SHUTDOWN, Process.INFINITY);
        assertThat(threads()).isEmpty();
        untilEnded("stopped");
        assertThat(status("stopped")).isEqualTo(JobStatus.STOPPED);

        JobStart.Started killed = start("killed", body, Duration.ofDays(1));
        Process.exit(killed.pid(), ExitReason.KILL);
        untilEnded("killed");
        assertThat(threads()).isEmpty();
        assertThat(status("killed")).isEqualTo(JobStatus.KILLED);

        start("late", body, short_, Duration.ofMillis(50));
        up.acquire();
        assertThat(jobber.find("late").orElseThrow().history().getFirst().end())
                .hasValueSatisfying(end -> assertThat(end.result()).hasToString("timeout"));
        jobber.stop(Process.INFINITY);
        assertThat(threads()).isEmpty();
        assertThat(running()).isZero();
    }

    @Test
    void a_job_whose_thread_does_not_end_is_lingering_and_keeps_its_place() throws Exception {
        jobber.types()
                .change(
                        "import",
                        JobPolicy.NONE.withAdmission(AdmissionPolicy.NONE.withLimit(Limit.of(1))));
        JobStart.Started job =
                start(
                        "stubborn",
                        "while (true) ((Semaphore) System.getProperties().get(\"gate\")).acquireUninterruptibly();",
                        Duration.ofMillis(1));

        Process.exit(job.pid(), ExitReason.KILL);
        while (status("stubborn") != JobStatus.LINGERING) {
            Thread.onSpinWait();
        }

        assertThat(jobber.find("stubborn").orElseThrow().info().error())
                .hasValueSatisfying(
                        error -> assertThat(error).startsWith("thread job stubborn at "));
        assertThat(host.lingering()).containsOnlyKeys("stubborn");
        assertThat(running()).isEqualTo(1);
        assertThat(jobber.startJob(JobRequest.of(JobLab.GOOD).withType("import")))
                .isInstanceOf(JobStart.Refused.class);
        JobHandle stubborn = jobber.find("stubborn").orElseThrow();
        assertThatThrownBy(() -> jobber.stop(stubborn, ExitReason.SHUTDOWN, Duration.ofMillis(1)))
                .isInstanceOf(ExitException.class);

        gate.release();
        untilEnded("stubborn");
        assertThat(status("stubborn")).isEqualTo(JobStatus.KILLED);
        assertThat(host.lingering()).isEmpty();
        assertThat(running()).isZero();
        while (!log.contains("[INFO] Job no longer lingering stubborn")) {
            Thread.onSpinWait();
        }
        assertThat(log)
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith(
                                        "[WARNING] Job lingering stubborn: thread job stubborn at "));
    }

    @Test
    void progress_is_seen_while_the_job_runs() throws Exception {
        start("counts", "progress(3, 10); " + UP + " while (true) {}", Duration.ofMillis(1));
        up.acquire();

        assertThat(jobber.find("counts").orElseThrow().progress())
                .hasValueSatisfying(now -> assertThat(now).hasToString("3/10"));
    }
}
