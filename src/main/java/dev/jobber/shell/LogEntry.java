package dev.jobber.shell;

import java.time.Instant;
import java.util.Locale;

/// What comes through the log gateway.
public sealed interface LogEntry {

    /// When the gateway accepted it.
    Instant at();

    /// What it says, one line or several; several stay together.
    String text();

    /// A line of the log.
    record Logged(Instant at, LogLevel level, String text) implements LogEntry {}

    /// Lines that a process printed for people: shown as they are, whatever the threshold.
    record Printed(Instant at, String text) implements LogEntry {}

    /// The mark left where lines came faster than they could be shown.
    record Omitted(Instant at, long lines) implements LogEntry {

        @Override
        public String text() {
            return String.format(
                    Locale.ROOT, "… %,d %s not shown", lines, lines == 1 ? "line" : "lines");
        }
    }

    /// Whether it is left out first when there is not room for everything.
    default boolean isExpendable() {
        return switch (this) {
            case Logged logged -> logged.level().compareTo(LogLevel.INFO) <= 0;
            case Printed _ -> true;
            case Omitted _ -> false;
        };
    }
}
