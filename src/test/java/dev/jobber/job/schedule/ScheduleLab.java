package dev.jobber.job.schedule;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStatus;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.Work;
import dev.jobber.job.kind.Sim;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A scheduler on a clock that stands still, with what it says.
final class ScheduleLab implements AutoCloseable {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /// Jobs that end at once.
    static final Work SHORT = Sim.ok(Duration.ZERO);

    final ManualClock clock;
    final Node node;
    final Jobber jobber;
    final Scheduler scheduler;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicInteger started = new AtomicInteger();

    ScheduleLab(String start) {
        clock = new ManualClock(Instant.parse(start));
        node =
                Node.builder()
                        .fairness(false)
                        .clock(clock)
                        .events(this::log, EventDelivery.AT_ONCE)
                        .build();
        jobber =
                Jobber.start(
                        node,
                        JobberOptions.defaults()
                                .withFinished(FinishedJobs.KEEP)
                                .withRandom(new Random(1)));
        scheduler =
                new Scheduler(
                        jobber,
                        new Random(1),
                        event -> log.add(clock.instant() + " " + event.message()));
    }

    private void log(Event event) {
        if (event.level() == Event.Level.ERROR) {
            log.add(event.message().lines().findFirst().orElse(""));
        }
    }

    /// What was said since the last look.
    List<String> said() {
        clock.settle();
        List<String> said = List.copyOf(log);
        log.clear();
        return said;
    }

    /// Starts jobs that are called a, b, c … in the order of their starts; after z comes j26.
    ScheduledStart jobs(Work work) {
        return () -> {
            int number = started.getAndIncrement();
            return jobber.startJob(
                    JobRequest.of(work)
                            .withId(number < 26 ? Character.toString('a' + number) : "j" + number));
        };
    }

    Schedule schedule(String name, Timing timing, Schedule.Rules rules, Work work) {
        return new Schedule(name, ScheduleText.of(timing.toString()), timing, rules, jobs(work));
    }

    /// A schedule with the rules that there are without any word.
    ScheduleInfo add(String name, Timing timing) {
        return scheduler.add(schedule(name, timing, Schedule.Rules.DEFAULT, SHORT));
    }

    static Timing every(String interval) {
        return new Timing.Every(Duration.parse(interval));
    }

    static Timing cron(String expression) {
        return new Timing.Cron(new CronTimes(CronExpression.parse(expression), BERLIN));
    }

    static Timing at(String time) {
        return new Timing.At(Instant.parse(time), BERLIN);
    }

    static Schedule.Rules overlap(Overlap overlap) {
        return new Schedule.Rules(overlap, Misfire.SKIP, Duration.ZERO);
    }

    static Schedule.Rules misfire(Misfire misfire) {
        return new Schedule.Rules(Overlap.ALLOW, misfire, Duration.ZERO);
    }

    void advance(String time) {
        clock.advance(Duration.parse(time));
    }

    ScheduleInfo info(String name) {
        return scheduler.find(name).orElseThrow();
    }

    String next(String name) {
        return info(name).next().map(Instant::toString).orElse("none");
    }

    long runs(String name) {
        return info(name).tally().runs();
    }

    long skipped(String name) {
        return info(name).tally().skipped();
    }

    List<String> runningJobs() {
        var running = new ArrayList<String>();
        for (JobHandle job : jobber.jobs()) {
            if (job.info().status() == JobStatus.RUNNING) {
                running.add(job.id());
            }
        }
        return running;
    }

    Pid process() {
        return node.whereis(Scheduler.NAME).orElseThrow();
    }

    /// The children of the tree, by id.
    List<Object> children() {
        return Supervisor.whichChildren(jobber.supervisor()).stream()
                .map(child -> child.id())
                .toList();
    }

    @Override
    public void close() {
        node.close();
    }
}
