package dev.jobber.shell.log;

import dev.jobber.job.policy.DurationText;
import dev.jobber.observer.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// An entry of the log gateway.
public sealed interface LogEntry {
    /// When the gateway accepted it.
    Instant at();

    /// Its text. The lines of one entry stay together.
    String text();

    /// A shorter text, if the entry is a long report.
    default String brief() {
        return text();
    }

    /// Its level, if it is a line of the log.
    Optional<LogLevel> level();

    /// What it is about.
    default Subject about() {
        return Subject.NONE;
    }

    /// Whether it is dropped first when the queue is full.
    boolean isExpendable();

    /// The space it takes in the queue, in characters: its text, and 64 for the objects around it.
    default long size() {
        return 64L + text().length();
    }

    /// A line of the log.
    record Logged(Instant at, LogLevel grade, LogText words, Subject about) implements LogEntry {
        @Override
        public String text() {
            return words.whole();
        }

        @Override
        public String brief() {
            return words.brief().orElseGet(this::text);
        }

        @Override
        public Optional<LogLevel> level() {
            return Optional.of(grade);
        }

        @Override
        public boolean isExpendable() {
            return grade.compareTo(LogLevel.INFO) <= 0;
        }
    }

    /// Lines that a process printed. They are shown unchanged at every log level.
    record Printed(Instant at, String text, Subject about) implements LogEntry {
        @Override
        public Optional<LogLevel> level() {
            return Optional.empty();
        }

        @Override
        public boolean isExpendable() {
            return true;
        }
    }

    /// Stands in the queue for lines that were dropped, because they came faster than they could be
    /// shown.
    record Omitted(Instant at, long lines) implements LogEntry {
        @Override
        public Optional<LogLevel> level() {
            return Optional.empty();
        }

        @Override
        public boolean isExpendable() {
            return false;
        }

        @Override
        public String text() {
            return String.format(
                    Locale.ROOT, "… %,d %s not shown", lines, lines == 1 ? "line" : "lines");
        }
    }

    /// Tells how many lines were held back, when lines are shown again.
    ///
    /// @param since how long ago the first of them came
    record HeldBack(Instant at, long lines, Duration since) implements LogEntry {
        @Override
        public Optional<LogLevel> level() {
            return Optional.empty();
        }

        @Override
        public boolean isExpendable() {
            return false;
        }

        @Override
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "%,d %s held back: logs --since %s",
                    lines,
                    lines == 1 ? "line" : "lines",
                    DurationText.format(Duration.ofSeconds(since.toSeconds() + 1)));
        }
    }
}
