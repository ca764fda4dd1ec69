package dev.jobber.shell;

import dev.jobber.job.DurationText;
import dev.jobber.otp.Process;
import java.time.Duration;

/// How long to wait at most: a duration or `infinity`.
public record Patience(Duration most) {

    /// Wait for ever.
    public static final Patience INFINITY = new Patience(Process.INFINITY);

    /// Reads `infinity` or a duration.
    static Patience parse(String text) {
        return text.equals("infinity") ? INFINITY : new Patience(Durations.parse(text));
    }

    @Override
    public String toString() {
        return most.equals(Process.INFINITY) ? "infinity" : DurationText.format(most);
    }
}
