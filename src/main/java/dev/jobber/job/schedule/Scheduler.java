package dev.jobber.job.schedule;

import dev.jobber.job.Jobber;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.StartOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Starts jobs at times.
///
/// ```java
/// var scheduler = new Scheduler(jobber, RandomGenerator.getDefault(), event -> log(event.message()));
/// scheduler.add(new Schedule("nightly", ScheduleText.of("every night"), new Timing.Cron(times),
///         Rules.DEFAULT, () -> jobber.startJob(JobRequest.of(backup))));
/// ```
///
/// The times are kept by a process, `JobScheduler`, which the first schedule starts as the last
/// child of [Jobber#SUPERVISOR]: without a schedule the tree is what it is. If it crashes it is
/// started again and goes on with all its schedules; what would have come in between is late, and
/// [Misfire] says what becomes of it.
///
/// Times of the wall clock are looked at twice a minute, so when the wall clock is set, that is
/// noticed no later. Any thread may call the methods.
public final class Scheduler {
    /// The name of the process that keeps the times.
    public static final String NAME = "JobScheduler";

    private final Jobber jobber;
    private final ScheduleBook book = new ScheduleBook();
    private final ChildSpec child;

    /// A scheduler without a schedule, and without a process.
    ///
    /// @param random where the jitter comes from; used by one thread at a time
    /// @param listener hears what schedules have to say, as an [dev.jobber.otp.EventListener] hears
    ///   of events
    public Scheduler(
            Jobber jobber, RandomGenerator random, Consumer<? super ScheduleEvent> listener) {
        this.jobber = jobber;
        Consumer<ScheduleEvent> delivery = jobber.node().delivery(listener);
        var planner = new Planner(random);
        child =
                ChildSpec.worker(
                                NAME,
                                () ->
                                        GenServer.startLink(
                                                new ScheduleServer(jobber, book, planner, delivery),
                                                StartOptions.named(NAME)))
                        .withModules(NAME);
    }

    /// Adds a schedule, in place of one of the same name. One that comes at the same times and
    /// starts the same keeps its next time and its counts.
    ///
    /// Throws [IllegalArgumentException] if no run of it would come. Waits for the scheduler, up to
    /// 5 s, and throws [ExitException][dev.jobber.otp.ExitException] as [GenServer#call] does.
    public ScheduleInfo add(Schedule schedule) {
        return put(schedule, true);
    }

    /// Adds a schedule without a name of its own. It gets the name that it has here, or with `-2`
    /// behind it, and so on, if a schedule has that name. One that comes at the same times and
    /// starts the same is replaced.
    public ScheduleInfo addUnnamed(Schedule schedule) {
        return put(schedule, false);
    }

    private ScheduleInfo put(Schedule schedule, boolean isNamed) {
        jobber.addChild(child);
        return GenServer.call(jobber.node().named(NAME), new ScheduleServer.Put(schedule, isNamed))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "expected a schedule that has a run to come, got: "
                                        + schedule.text().line()));
    }

    /// Removes a schedule; its runs go on. Runs of it that wait are dropped.
    ///
    /// @return what it was; empty if there is none of this name
    public Optional<ScheduleInfo> remove(String name) {
        return find(name)
                .flatMap(_ ->
                        GenServer.call(jobber.node().named(NAME), new ScheduleServer.Remove(name)));
    }

    /// All schedules, by name; of those that have ended, the last 1000.
    public List<ScheduleInfo> all() {
        var now = Now.on(jobber.node().clock());
        return book.all().stream().map(state -> state.info(now)).toList();
    }

    /// The schedule of this name.
    public Optional<ScheduleInfo> find(String name) {
        return book.find(name).map(state -> state.info(Now.on(jobber.node().clock())));
    }
}
