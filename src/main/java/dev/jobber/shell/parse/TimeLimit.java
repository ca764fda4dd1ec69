package dev.jobber.shell.parse;

import dev.jobber.job.policy.DurationText;
import dev.jobber.otp.Process;
import dev.jobber.shell.result.Durations;
import java.time.Duration;

/// How long to wait at most: a duration or `infinity`.
public record TimeLimit(Duration most) {
    /// Wait for ever.
    public static final TimeLimit INFINITY = new TimeLimit(Process.INFINITY);

    /// Reads `infinity` or a duration.
    static TimeLimit parse(String text) {
        return text.equals("infinity") ? INFINITY : new TimeLimit(Durations.parse(text));
    }

    @Override
    public String toString() {
        return most.equals(Process.INFINITY) ? "infinity" : DurationText.format(most);
    }
}
