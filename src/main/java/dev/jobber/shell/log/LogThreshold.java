package dev.jobber.shell.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The lowest level of the log lines that are shown: `--log-level` and `log level`.
public enum LogThreshold {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    OFF;

    /// The threshold of this name, as users write it: `debug`, `info`, `warning`, `error` or `off`.
    public static Optional<LogThreshold> named(String name) {
        return Arrays.stream(values())
                .filter(threshold -> threshold.toString().equals(name))
                .findFirst();
    }

    /// Whether a line of this level is shown.
    public boolean shows(LogLevel level) {
        return level.ordinal() >= ordinal();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
