package dev.jobber.job.durable;

import dev.jobber.job.schedule.ScheduleInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Schedules that a store keeps, so that they outlive the JVM. All nodes of the store have the same
/// ones, and each run is started by one of them.
///
/// A run comes once: the row of its job is written in the transaction that moves the schedule on to
/// the next run. What came due while no node was there is late, and
/// [Misfire][dev.jobber.job.schedule.Misfire] says what becomes of it. A node that drains starts no
/// run.
///
/// All methods may be called by any thread, and wait as those of [DurableJobs] do.
public interface DurableSchedules {
    /// Adds a schedule, in place of one of the same name. One that comes at the same times and
    /// starts the same keeps its next time and its counts.
    ///
    /// Throws [IllegalArgumentException] if no run of it would come.
    ///
    /// @param isNamed whether the name is its own; if not, it gets the name of a schedule like it,
    ///   or the first that is free
    ScheduleInfo add(DurableSchedule schedule, boolean isNamed);

    /// Removes a schedule; its runs go on. Runs of it that wait are dropped.
    ///
    /// @return what it was; empty if there is none of this name
    Optional<ScheduleInfo> remove(String name);

    /// All schedules, by name, those too that have ended: the last [#MOST_ENDED] of these.
    List<ScheduleInfo> all();

    /// The names of all schedules, for a user who types one: none if the store does not answer
    /// within 200 ms.
    List<String> names();

    /// What the runs of each schedule start, by its name.
    Map<String, Definition> definitions();

    /// How many schedules that have ended are kept.
    int MOST_ENDED = 1_000;
}
