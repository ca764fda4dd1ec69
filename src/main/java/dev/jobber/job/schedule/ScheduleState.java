package dev.jobber.job.schedule;

import dev.jobber.job.schedule.ScheduleInfo.Tally;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What is known of a schedule.
///
/// @param next the next run
/// @param tally what has become of its runs
/// @param open its runs that have not ended
record ScheduleState(Schedule schedule, Optional<Plan> next, Tally tally, Open open) {
    /// The runs of a schedule that have not ended.
    ///
    /// @param jobs the ids of those that run
    /// @param starting how many are being started
    /// @param waiting how many wait until those have ended
    record Open(Set<String> jobs, int starting, int waiting) {
        static final Open NONE = new Open(Set.of(), 0, 0);

        Open {
            jobs = Set.copyOf(jobs);
        }

        boolean isEmpty() {
            return jobs.isEmpty() && starting == 0;
        }

        Open withStarting(int change) {
            return new Open(jobs, starting + change, waiting);
        }

        Open withWaiting(int count) {
            return new Open(jobs, starting, count);
        }

        Open with(String job) {
            var more = new HashSet<String>(jobs);
            more.add(job);
            return new Open(more, starting, waiting);
        }

        Open without(String job) {
            var less = new HashSet<String>(jobs);
            less.remove(job);
            return new Open(less, starting, waiting);
        }
    }

    ScheduleState with(Optional<Plan> plan) {
        return new ScheduleState(schedule, plan, tally, open);
    }

    ScheduleState with(Tally newTally) {
        return new ScheduleState(schedule, next, newTally, open);
    }

    ScheduleState with(Open runs) {
        return new ScheduleState(schedule, next, tally, runs);
    }

    /// Whether its next run comes by the wall clock.
    boolean isOnWall() {
        return next.filter(Plan.OnWall.class::isInstance).isPresent();
    }

    /// No run comes, and none waits.
    boolean hasEnded() {
        return next.isEmpty() && open.isEmpty() && open.waiting() == 0;
    }

    ScheduleInfo info(Now now) {
        return new ScheduleInfo(
                schedule.name(),
                schedule.text(),
                new ScheduleInfo.When(schedule.timing(), schedule.rules()),
                next.map(plan -> now.wall().plus(plan.left(now))),
                tally);
    }
}
