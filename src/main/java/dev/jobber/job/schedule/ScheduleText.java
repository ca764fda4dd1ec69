package dev.jobber.job.schedule;

/// What a schedule is, in words.
///
/// @param line when it comes and what it starts, as it was written
/// @param start what it starts alone; empty where no line says it
public record ScheduleText(String line, String start) {
    /// Words that say all at once.
    public static ScheduleText of(String line) {
        return new ScheduleText(line, "");
    }
}
