package dev.jobber.job.schedule;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobStart;
import dev.jobber.job.Jobber;
import dev.jobber.job.schedule.ScheduleEvent.Reason;
import dev.jobber.job.schedule.ScheduleInfo.Tally;
import dev.jobber.job.schedule.ScheduleState.Open;
import dev.jobber.otp.Down;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import dev.jobber.otp.TimerRef;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The process that keeps the times of schedules and starts their runs. It waits for nothing: each
/// start, and each end of a run that is replaced, has a process of its own, and no foreign code
/// runs in this one.
///
/// What it knows of schedules is in the [ScheduleBook]; its state is the rest, which a crash may
/// lose.
final class ScheduleServer extends GenServer<ScheduleServer.Watch, ScheduleServer.Query<?>, Void> {
    /// How long it may not look at the wall clock while it waits for a time on it.
    private static final Duration LOOK = Duration.ofSeconds(30);

    /// A step of the wall clock below this one is a correction, and changes nothing.
    private static final Duration STEP = Duration.ofMinutes(1);

    /// How many runs of a schedule may wait.
    private static final int MOST_WAITING = 10_000;

    /// The requests that it answers.
    sealed interface Query<R> extends Request<R> {}

    /// Adds a schedule. The answer is empty where no run of it would come.
    record Put(Schedule schedule, boolean isNamed) implements Query<Optional<ScheduleInfo>> {}

    /// Removes a schedule.
    record Remove(String name) implements Query<Optional<ScheduleInfo>> {}

    /// What it sends itself: the next time has come, or the wall clock is to be looked at.
    private enum Alarm {
        LOOK
    }

    /// What a process tells that was to start a run.
    private sealed interface Told {
        Pid from();

        /// It asked for a job.
        record Answered(Pid from, JobStart start) implements Told {}

        /// It could not ask.
        record Failed(Pid from, String problem) implements Told {}
    }

    /// Its state.
    ///
    /// @param seen when it looked last
    /// @param timer wakes it
    record Watch(Now seen, Optional<TimerRef> timer) {}

    private final Jobber jobber;
    private final ScheduleBook book;
    private final Planner planner;
    private final Consumer<ScheduleEvent> listener;

    /// The processes that start runs and have not told what came of it, and the names of the
    /// schedules. Only this process uses it.
    private final Map<Pid, String> starting = new HashMap<>();

    ScheduleServer(
            Jobber jobber, ScheduleBook book, Planner planner, Consumer<ScheduleEvent> listener) {
        this.jobber = jobber;
        this.book = book;
        this.planner = planner;
        this.listener = listener;
    }

    @Override
    protected InitResult<Watch> init() {
        for (ScheduleState state : book.all()) {
            var open = new Open(Set.of(), 0, state.open().waiting());
            book.put(state.with(open));
            state.open().jobs().forEach(job -> runs(state.schedule().name(), job));
            startWaiting(state.schedule().name());
        }
        if (!book.all().isEmpty()) {
            listener.accept(new ScheduleEvent.Recovered(book.all().size()));
        }
        return ok(armed(new Watch(now(), Optional.empty())));
    }

    private Now now() {
        return Now.on(jobber.node().clock());
    }

    @Override
    protected CallResult<Watch> handleCall(Query<?> query, From from, Watch watch) {
        return switch (query) {
            case Put put -> {
                Optional<ScheduleInfo> added = add(put.schedule(), put.isNamed());
                yield reply(put, added, armed(watch));
            }
            case Remove remove -> {
                Optional<ScheduleInfo> removed =
                        book.find(remove.name()).map(state -> state.info(now()));
                book.remove(remove.name());
                yield reply(remove, removed, armed(watch));
            }
        };
    }

    private Optional<ScheduleInfo> add(Schedule given, boolean isNamed) {
        Schedule schedule = isNamed ? given : given.withName(nameOf(given));
        Optional<ScheduleState> former = book.find(schedule.name());
        Optional<ScheduleState> same =
                former.filter(
                        state -> state.next().isPresent() && state.schedule().isLike(schedule));
        Optional<ScheduleState> state =
                same.map(it -> new ScheduleState(schedule, it.next(), it.tally(), it.open()))
                        .or(() ->
                                planner.first(schedule.timing(), schedule.rules(), now())
                                        .map(plan -> begun(schedule, plan, former)));
        state.ifPresent(book::put);
        return state.map(it -> it.info(now()));
    }

    /// A new schedule; runs of the one that had its name still count as runs of it.
    private static ScheduleState begun(
            Schedule schedule, Plan plan, Optional<ScheduleState> former) {
        Open open = former.map(ScheduleState::open).orElse(Open.NONE).withWaiting(0);
        return new ScheduleState(schedule, Optional.of(plan), Tally.NONE, open);
    }

    /// The name of a schedule that is given none.
    private String nameOf(Schedule schedule) {
        String base = schedule.name();
        return FreeNames.of(
                base,
                book.all().stream()
                        .map(state ->
                                new FreeNames.Known(
                                        state.schedule().name(),
                                        state.schedule().withName(base).isLike(schedule),
                                        state.hasEnded()))
                        .toList());
    }

    @Override
    protected Result<Watch> handleInfo(Object message, Watch watch) throws Exception {
        switch (message) {
            case Alarm.LOOK -> {
                Now now = now();
                look(watch.seen(), now);
                book.forgetTheOldest();
                return noreply(armed(new Watch(now, watch.timer())));
            }
            case Told told -> told(told);
            case JobHandle.Ended(JobHandle job) -> ended(job.id());
            case Down(_, Pid pid, ExitReason reason) ->
                    told(new Told.Failed(pid, "the process that starts it has ended: " + reason));
            default -> {
                return super.handleInfo(message, watch);
            }
        }
        return noreply(watch);
    }

    /// Wakes at the next time. The wall clock may be set while it waits, so it looks now and then.
    private Watch armed(Watch watch) {
        watch.timer().ifPresent(TimerRef::cancel);
        Now now = now();
        Optional<Duration> wait =
                book.all().stream()
                        .flatMap(state -> state.next().stream())
                        .map(plan -> wait(plan, now))
                        .min(Comparator.naturalOrder());
        return new Watch(
                watch.seen(),
                wait.map(time -> Process.sendAfter(Process.self(), Alarm.LOOK, time)));
    }

    private static Duration wait(Plan plan, Now now) {
        Duration left = plan.left(now);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return plan instanceof Plan.OnWall && left.compareTo(LOOK) > 0 ? LOOK : left;
    }

    private void look(Now seen, Now now) {
        Duration step = now.stepSince(seen);
        boolean isSet = step.abs().compareTo(STEP) >= 0;
        if (isSet && book.all().stream().anyMatch(state -> state.isOnWall())) {
            listener.accept(new ScheduleEvent.ClockSet(step));
        }
        for (ScheduleState each : book.all()) {
            ScheduleState state = isSet && step.isNegative() ? setBack(each, step, now) : each;
            if (state.next().filter(plan -> !plan.left(now).isPositive()).isPresent()) {
                come(state, state.next().get(), now);
            }
        }
    }

    /// The clocks show times a second time. Those of a schedule that follows real time come again;
    /// so do all if the clock was wrong by hours.
    private ScheduleState setBack(ScheduleState state, Duration step, Now now) {
        Schedule schedule = state.schedule();
        if (!(schedule.timing() instanceof Timing.Cron(CronTimes times))
                || state.next().isEmpty()
                || !times.comeAgain(step.abs())) {
            return state;
        }
        ScheduleState replanned =
                state.with(planner.first(schedule.timing(), schedule.rules(), now));
        book.put(replanned);
        return replanned;
    }

    /// The time of a run has come, or of several.
    private void come(ScheduleState state, Plan plan, Now now) {
        Schedule schedule = state.schedule();
        Planner.Coming coming = planner.come(schedule.timing(), schedule.rules(), plan, now);
        book.put(state.with(coming.next()));
        coming.leftOut().ifPresent(out -> leaveOut(schedule.name(), out.runs(), out.reason()));
        for (int i = 0; i < coming.runs(); i++) {
            run(schedule.name());
        }
    }

    private void run(String name) {
        ScheduleState state = book.find(name).orElseThrow();
        Open open = state.open();
        Overlap overlap = state.schedule().rules().overlap();
        if (overlap == Overlap.ALLOW || open.isEmpty() && open.waiting() == 0) {
            start(state);
            return;
        }
        switch (overlap) {
            case SKIP, ALLOW ->
                    leaveOut(
                            name,
                            1,
                            new Reason.StillRuns(open.jobs().stream().findFirst().orElse("")));
            case QUEUE -> {
                if (open.waiting() < MOST_WAITING) {
                    book.put(state.with(open.withWaiting(open.waiting() + 1)));
                } else {
                    leaveOut(name, 1, new Reason.QueueFull(open.waiting()));
                }
            }
            case REPLACE -> {
                if (open.waiting() > 0) {
                    leaveOut(name, 1, new Reason.Replaced());
                } else {
                    book.put(state.with(open.withWaiting(1)));
                }
                open.jobs().forEach(this::stopRun);
            }
        }
    }

    private void start(ScheduleState state) {
        book.put(state.with(state.open().withStarting(1)));
        ScheduledStart start = state.schedule().start();
        Pid self = Process.self();
        Process.Monitored starter =
                Process.spawnMonitor(() -> Process.send(self, told(Process.self(), start)));
        starting.put(starter.pid(), state.schedule().name());
    }

    private static Told told(Pid self, ScheduledStart start) throws InterruptedException {
        try {
            return new Told.Answered(self, start.start());
        } catch (InterruptedException ended) {
            throw ended;
        } catch (Exception failed) {
            return new Told.Failed(
                    self, Optional.ofNullable(failed.getMessage()).orElse(failed.toString()));
        }
    }

    /// Once for each process that starts a run: by its message, or by its end where it sent none.
    private void told(Told told) {
        String name = starting.remove(told.from());
        if (name == null || book.find(name).isEmpty()) {
            return;
        }
        ScheduleState state = book.find(name).get();
        book.put(state.with(state.open().withStarting(-1)));
        switch (told) {
            case Told.Answered(_, JobStart.Started(_, String job)) -> begun(name, job);
            case Told.Answered(_, JobStart.Queued(String job)) -> begun(name, job);
            case Told.Answered(_, JobStart.Waiting(String job)) -> begun(name, job);
            case Told.Answered(_, JobStart.Skipped skipped) ->
                    leaveOut(name, 1, Reason.Refused.of(skipped));
            case Told.Answered(_, JobStart.Refused(_, String message, _)) ->
                    leaveOut(name, 1, new Reason.Refused(message));
            case Told.Failed(_, String problem) -> leaveOut(name, 1, new Reason.Refused(problem));
        }
        startWaiting(name);
    }

    /// A run has been started; its job may still wait for room or for other jobs.
    private void begun(String name, String job) {
        ScheduleState begun = book.find(name).orElseThrow();
        book.put(begun.with(begun.tally().started(now().wall())));
        listener.accept(new ScheduleEvent.Started(name, job));
        runs(name, job);
    }

    /// A job is a run of a schedule, until it has ended.
    private void runs(String name, String job) {
        ScheduleState state = book.find(name).orElseThrow();
        boolean lives =
                jobber.find(job)
                        .filter(handle -> jobber.tellWhenEnded(handle, Process.self()))
                        .isPresent();
        if (lives) {
            book.put(state.with(state.open().with(job)));
            if (state.schedule().rules().overlap() == Overlap.REPLACE
                    && state.open().waiting() > 0) {
                stopRun(job);
            }
        }
    }

    private void ended(String job) {
        for (ScheduleState state : book.all()) {
            if (state.open().jobs().contains(job)) {
                book.put(state.with(state.open().without(job)));
                startWaiting(state.schedule().name());
            }
        }
    }

    private void startWaiting(String name) {
        ScheduleState state = book.find(name).orElseThrow();
        Open open = state.open();
        if (open.isEmpty() && open.waiting() > 0) {
            start(state.with(open.withWaiting(open.waiting() - 1)));
        }
    }

    /// A run that waits for room or for other jobs never starts; another one is stopped.
    private void stopRun(String job) {
        jobber.find(job)
                .ifPresent(handle ->
                        Process.spawn(() -> {
                            if (!jobber.cancel(handle)) {
                                jobber.stop(handle, ExitReason.SHUTDOWN, Process.INFINITY);
                            }
                        }));
    }

    private void leaveOut(String name, long runs, Reason reason) {
        book.find(name).ifPresent(state -> book.put(state.with(state.tally().leftOut(runs))));
        listener.accept(new ScheduleEvent.LeftOut(name, runs, reason));
    }
}
