package dev.jobber.job;

import java.time.Duration;

/// Writes durations as people read them: `50ms`, `5s`, `1h30m`.
public final class DurationText {
    private DurationText() {}

    /// A duration in hours, minutes, seconds and milliseconds, without those that are 0; parts of a
    /// millisecond are left out. A negative one is shown as 0s.
    public static String format(Duration duration) {
        String text =
                part(duration.toHours(), "h")
                        + part(duration.toMinutesPart(), "m")
                        + part(duration.toSecondsPart(), "s")
                        + part(duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text;
    }

    private static String part(long count, String unit) {
        return count > 0 ? count + unit : "";
    }
}
