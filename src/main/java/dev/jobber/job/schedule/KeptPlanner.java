package dev.jobber.job.schedule;

import dev.jobber.job.schedule.Schedule.Rules;
import dev.jobber.job.schedule.ScheduleEvent.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Finds the times of runs for a place that keeps them beyond the end of the program. There is one
/// clock, which all that use the place read, and all times are whole milliseconds of it. An
/// interval is counted by that clock too, for no other one outlives the program.
public final class KeptPlanner {
    private static final long NANOS = 1_000_000;

    private final Planner planner;

    /// @param random where the jitter comes from
    public KeptPlanner(RandomGenerator random) {
        this.planner = new Planner(random);
    }

    /// A run that is to come.
    ///
    /// @param time when, as the schedule says it
    /// @param comes when it comes: later than that by its jitter
    public record Run(Instant time, Instant comes) {}

    /// What is to be done about runs whose times have come.
    ///
    /// @param latest when the last one of them was to come, as the schedule says it
    /// @param runs how many are started
    /// @param leftOut those that are not
    /// @param next the run that comes after them
    public record Coming(Instant latest, int runs, Optional<LeftOut> leftOut, Optional<Run> next) {}

    /// Runs that are left out.
    ///
    /// @param runs how many, at least 1
    /// @param reason why
    public record LeftOut(int runs, Reason reason) {}

    /// The first run of a schedule that begins now; empty where none would come.
    public Optional<Run> first(Timing timing, Rules rules, Instant now) {
        return planner.first(timing, rules, on(now)).map(KeptPlanner::run);
    }

    /// What is to be done about a schedule whose next run was this one, and is due.
    public Coming come(Timing timing, Rules rules, Run run, Instant now) {
        Planner.Coming coming = planner.come(timing, rules, plan(timing, run), on(now));
        return new Coming(
                run(coming.latest()).time(),
                coming.runs(),
                coming.leftOut().map(out -> new LeftOut(out.runs(), out.reason())),
                coming.next().map(KeptPlanner::run));
    }

    /// Whether the next run is to be found anew, because the clock was set back.
    ///
    /// @param latest when the last run was to come, or when the schedule began
    public boolean isSetBack(Timing timing, Instant latest, Instant now) {
        var back = Duration.between(now, latest);
        return back.isPositive()
                && switch (timing) {
                    case Timing.At _ -> false;
                    case Timing.Every _ -> true;
                    case Timing.Cron(CronTimes times) -> times.comeAgain(back);
                };
    }

    private static Now on(Instant time) {
        return new Now(time, time.toEpochMilli() * NANOS);
    }

    private static Plan plan(Timing timing, Run run) {
        var jitter = Duration.between(run.time(), run.comes());
        return switch (timing) {
            case Timing.Every _ -> new Plan.Elapsed(run.time().toEpochMilli() * NANOS, jitter);
            case Timing.At _, Timing.Cron _ -> new Plan.OnWall(run.time(), jitter);
        };
    }

    private static Run run(Plan plan) {
        return switch (plan) {
            case Plan.OnWall(Instant time, Duration jitter) -> run(time, jitter);
            case Plan.Elapsed(long nanos, Duration jitter) ->
                    run(Instant.ofEpochMilli(nanos / NANOS), jitter);
        };
    }

    private static Run run(Instant time, Duration jitter) {
        Instant whole = time.truncatedTo(ChronoUnit.MILLIS);
        return new Run(whole, whole.plus(jitter.truncatedTo(ChronoUnit.MILLIS)));
    }
}
