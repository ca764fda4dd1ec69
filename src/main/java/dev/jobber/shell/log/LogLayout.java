package dev.jobber.shell.log;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/// The format of a log entry: `HH:MM:SS.mmm [level] text`. Further lines of the text follow
/// unchanged.
///
/// It remembers the last second that it formatted, so only one thread may use it at a time.
final class LogLayout {
    private static final String RESET = "\u001b[0m";

    private final Clock clock;
    private final boolean colour;
    private final boolean unicode;
    private long second = Long.MIN_VALUE;
    private String time = "";

    /// @param clock tells the zone, when it is first needed
    LogLayout(Clock clock, boolean colour, boolean unicode) {
        this.clock = clock;
        this.colour = colour;
        this.unicode = unicode;
    }

    /// Finds the time zone and formats a time, so that the first log line does not have to wait for
    /// that.
    void prepare() {
        appendTime(new StringBuilder(), clock.instant());
    }

    /// Appends the entry as whole lines.
    ///
    /// @param brief whether a report of many lines is given in a few
    void append(StringBuilder out, LogEntry entry, boolean brief) {
        Optional<LogLevel> level = entry.level();
        if (level.isPresent()) {
            appendTime(out, entry.at());
            appendLevel(out, level.get());
        }
        appendText(out, brief ? entry.brief() : entry.text());
    }

    private void appendTime(StringBuilder out, Instant at) {
        if (at.getEpochSecond() != second) {
            second = at.getEpochSecond();
            LocalTime local = at.atZone(clock.getZone()).toLocalTime();
            time =
                    twoDigits(local.getHour())
                            + ':'
                            + twoDigits(local.getMinute())
                            + ':'
                            + twoDigits(local.getSecond())
                            + '.';
        }
        int millis = at.getNano() / 1_000_000;
        out.append(time)
                .append((char) ('0' + millis / 100))
                .append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10));
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private void appendLevel(StringBuilder out, LogLevel level) {
        out.append(' ');
        if (colour) {
            out.append(colourOf(level)).append('[').append(level).append(']').append(RESET);
        } else {
            out.append('[').append(level).append(']');
        }
        out.append(' ');
    }

    private static String colourOf(LogLevel level) {
        return switch (level) {
            case DEBUG -> "\u001b[36m";
            case INFO -> "\u001b[32m";
            case WARNING -> "\u001b[33m";
            case ERROR -> "\u001b[31m";
        };
    }

    /// A message may contain any character, for example an escape sequence of another program. Such
    /// characters must not reach a terminal.
    private void appendText(StringBuilder out, String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\r' && i + 1 < end && text.charAt(i + 1) == '\n') {
                continue;
            }
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                out.append(unicode ? '\uFFFD' : '?');
            } else if (c == '…' && !unicode) {
                out.append("...");
            } else {
                out.append(c);
            }
        }
        out.append('\n');
    }
}
