package dev.jobber.job;

import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.kind.Sim;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// A Jobber on a clock that stands still, with its log: what the document's shell session is.
final class JobLab implements AutoCloseable {
    static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    static final Work GOOD = Sim.ok(FIVE_SECONDS);
    static final Work BAD = Sim.error(FIVE_SECONDS);
    static final Work DOOMED = Sim.raise(FIVE_SECONDS, "Boom!");
    static final Work LONG = Sim.ok(Duration.ofHours(1));

    static final Placement PERMANENT = new Placement.Direct(ChildSpec.Restart.PERMANENT);
    static final Placement TRANSIENT = new Placement.Direct(ChildSpec.Restart.TRANSIENT);
    static final Placement TEMPORARY = new Placement.Direct(ChildSpec.Restart.TEMPORARY);
    static final Placement BARE = Placement.BARE;
    static final Placement SUPERVISED = Placement.SUPERVISED;

    private final List<String> log = new CopyOnWriteArrayList<>();
    final ManualClock clock = new ManualClock();
    final Node node =
            Node.builder()
                    .fairness(false)
                    .clock(clock)
                    .events(this::log, EventDelivery.AT_ONCE)
                    .build();
    final Jobber jobber;

    JobLab() {
        this(UnaryOperator.identity());
    }

    JobLab(UnaryOperator<JobberOptions> change) {
        jobber =
                Jobber.start(
                        node,
                        change.apply(
                                JobberOptions.defaults()
                                        .withFinished(FinishedJobs.KEEP)
                                        .withRandom(new Random(1))
                                        .withListener(
                                                event -> log(event.level(), event.message()))));
    }

    private void log(Event event) {
        log(event.level(), event.message());
    }

    private void log(Event.Level level, String message) {
        if (level.compareTo(Event.Level.INFO) >= 0) {
            log.add("[" + level.name().toLowerCase(Locale.ROOT) + "] " + message);
        }
    }

    /// The log since the last look: of each entry the first two lines.
    List<String> logged() {
        List<String> entries = loggedInFull().stream().map(JobLab::firstTwoLines).toList();
        return entries;
    }

    List<String> loggedInFull() {
        List<String> entries = List.copyOf(log);
        log.clear();
        return entries;
    }

    private static String firstTwoLines(String entry) {
        return String.join(" / ", entry.lines().limit(2).toList());
    }

    void seconds(int n) {
        clock.advance(Duration.ofSeconds(n));
    }

    /// Limits a type.
    TypeInfo limit(String type, Limit limit) {
        return jobber.types()
                .change(type, JobPolicy.NONE.withAdmission(AdmissionPolicy.NONE.withLimit(limit)));
    }

    /// Starts a job and waits until it works.
    JobStart.Started start(JobRequest request, Placement placement) {
        JobStart start = jobber.startJob(request, placement);
        clock.settle();
        return (JobStart.Started) start;
    }

    JobStart.Started start(JobRequest request) {
        return start(request, SUPERVISED);
    }

    JobStart.Refused refused(JobRequest request) {
        JobStart start = jobber.startJob(request, SUPERVISED);
        clock.settle();
        return (JobStart.Refused) start;
    }

    Pid runner() {
        return jobber.runner().whereis().orElseThrow();
    }

    /// The process of the job now.
    Pid job(String id) {
        return jobber.registry().orElseThrow().whereis(id).orElseThrow();
    }

    JobInfo info(String id) {
        return jobber.find(id).orElseThrow().info();
    }

    JobStatus status(String id) {
        return info(id).status();
    }

    /// How often the runs of direct jobs have been seen: active, specs, supervisors, workers.
    String count() {
        return counts(jobber.countChildren());
    }

    static String counts(Supervisor.ChildCounts counts) {
        return "active=%d specs=%d supervisors=%d workers=%d"
                .formatted(counts.active(), counts.specs(), counts.supervisors(), counts.workers());
    }

    @Override
    public void close() {
        node.close();
    }
}
