package dev.jobber.shell.log;

import dev.jobber.otp.Event;
import java.util.Locale;

/// How severe a log line is, from details for developers to failures.
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// The level of an event in a node.
    public static LogLevel of(Event.Level level) {
        return switch (level) {
            case DEBUG -> DEBUG;
            case INFO -> INFO;
            case WARNING -> WARNING;
            case ERROR -> ERROR;
        };
    }

    /// The word in the line: `info` of `12:00:00.000 [info] Job completed fP9MyHo`.
    @Override
    public String toString() {
        return word;
    }
}
