package dev.jobber.job.durable;

import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.job.schedule.ScheduleText;

/// A schedule for a store to keep. Its runs are durable jobs.
///
/// @param name what it is called
/// @param text when it comes and what it starts, in words
/// @param when when it comes
/// @param start what each run starts
public record DurableSchedule(
        String name, ScheduleText text, ScheduleInfo.When when, DurableStart start) {
    /// The same under another name.
    public DurableSchedule withName(String other) {
        return new DurableSchedule(other, text, when, start);
    }
}
