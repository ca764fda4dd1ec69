package dev.jobber.job.schedule;

import dev.jobber.job.schedule.Schedule.Rules;
import dev.jobber.job.schedule.ScheduleEvent.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Finds the times of the runs of a schedule.
final class Planner {
    /// How many missed times are counted: the last ones.
    static final int MOST_MISSED = 10_000;

    /// A run that comes no later than this is not late.
    private static final Duration PUNCTUAL = Duration.ofMinutes(1);

    private final RandomGenerator random;

    /// @param random where the jitter comes from
    Planner(RandomGenerator random) {
        this.random = random;
    }

    /// What has come due.
    ///
    /// @param latest the last run whose time has come
    /// @param earlier how many runs before it have come due since the last look, at most
    ///   [#MOST_MISSED]
    /// @param next the run that comes after it
    private record Due(Plan latest, int earlier, Optional<Plan> next) {}

    /// What is to be done about runs whose times have come.
    ///
    /// @param latest the last one of them
    /// @param runs how many are started
    /// @param leftOut those that are not
    /// @param next the run that comes after them
    record Coming(Plan latest, int runs, Optional<LeftOut> leftOut, Optional<Plan> next) {}

    /// Runs that are left out.
    ///
    /// @param runs how many, at least 1
    /// @param reason why
    record LeftOut(int runs, Reason reason) {}

    /// What is to be done about a schedule whose next run was this one, which is due.
    Coming come(Timing timing, Rules rules, Plan run, Now now) {
        Due due = due(timing, rules, run, now);
        boolean isLate = due.latest().left(now).negated().compareTo(PUNCTUAL) > 0;
        int all = due.earlier() + 1;
        int runs =
                switch (rules.misfire()) {
                    case SKIP -> isLate ? 0 : 1;
                    case ONCE -> 1;
                    case ALL -> all;
                };
        Reason reason =
                rules.misfire() == Misfire.SKIP
                        ? new Reason.Late(run.left(now).negated())
                        : new Reason.MadeUp();
        return new Coming(
                due.latest(),
                runs,
                runs < all ? Optional.of(new LeftOut(all - runs, reason)) : Optional.empty(),
                due.next());
    }

    /// The first run of a schedule that begins now.
    Optional<Plan> first(Timing timing, Rules rules, Now now) {
        Optional<Plan> first =
                switch (timing) {
                    case Timing.At(Instant time, _) ->
                            Optional.of(time)
                                    .filter(it -> it.isAfter(now.wall()))
                                    .map(Planner::onWall);
                    case Timing.Every(Duration interval) ->
                            Optional.of(
                                    new Plan.Elapsed(
                                            now.nanos() + interval.toNanos(), Duration.ZERO));
                    case Timing.Cron(CronTimes times) ->
                            times.after(now.wall()).map(Planner::onWall);
                };
        return first.map(plan -> jittered(timing, rules, plan));
    }

    /// What has come due of a schedule whose next run was this one, which is due.
    private Due due(Timing timing, Rules rules, Plan run, Now now) {
        Plan latest = run;
        int earlier = 0;
        if (timing instanceof Timing.Every(Duration interval)
                && run instanceof Plan.Elapsed(long nanos, _)) {
            long passed = Math.max(0, (now.nanos() - nanos) / interval.toNanos());
            if (passed > 0) {
                latest = new Plan.Elapsed(nanos + passed * interval.toNanos(), Duration.ZERO);
                earlier = (int) Math.min(passed, MOST_MISSED);
            }
        } else {
            Optional<Plan> next = after(timing, run);
            while (next.isPresent() && !next.get().left(now).isPositive()) {
                if (++earlier > MOST_MISSED) {
                    return new Due(latest, MOST_MISSED, first(timing, rules, now));
                }
                latest = next.get();
                next = after(timing, latest);
            }
        }
        return new Due(
                latest, earlier, after(timing, latest).map(plan -> jittered(timing, rules, plan)));
    }

    private static Optional<Plan> after(Timing timing, Plan run) {
        return switch (timing) {
            case Timing.At _ -> Optional.empty();
            case Timing.Every(Duration interval) when run instanceof Plan.Elapsed(long nanos, _) ->
                    Optional.of(new Plan.Elapsed(nanos + interval.toNanos(), Duration.ZERO));
            case Timing.Cron(CronTimes times) when run instanceof Plan.OnWall(Instant time, _) ->
                    times.after(time).map(Planner::onWall);
            case Timing.Every _, Timing.Cron _ ->
                    throw new IllegalStateException(
                            "expected a run of " + timing + ", got: " + run);
        };
    }

    private static Plan onWall(Instant time) {
        return new Plan.OnWall(time, Duration.ZERO);
    }

    /// The run, later by its jitter; it still comes before the run after it.
    private Plan jittered(Timing timing, Rules rules, Plan plan) {
        Duration most = rules.jitter();
        if (!most.isPositive()) {
            return plan;
        }
        long bound =
                after(timing, plan)
                        .map(next -> distance(plan, next))
                        .filter(distance -> distance.compareTo(most) < 0)
                        .orElse(most)
                        .toNanos();
        return plan.delayed(Duration.ofNanos(random.nextLong(bound)));
    }

    private static Duration distance(Plan plan, Plan next) {
        var begin = new Now(Instant.EPOCH, 0);
        return next.left(begin).minus(plan.left(begin));
    }
}
