package dev.jobber.shell.log;

import dev.jobber.shell.result.Palette;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/// The format of a log entry: `HH:MM:SS.mmm [level] text`. Further lines of the text follow
/// unchanged.
///
/// It remembers the last second that it formatted, so only one thread may use it at a time.
final class LogLayout {
    /// How the line of an exception begins, as Elixir writes it.
    private static final String EXCEPTION = "** (";

    private final Clock clock;
    private final String escape;
    private final boolean unicode;
    private final boolean dated;
    private long second = Long.MIN_VALUE;
    private String time = "";

    /// @param clock tells the zone, when it is first needed
    /// @param escape what stands for the beginning of an escape sequence; empty for no colours
    LogLayout(Clock clock, String escape, boolean unicode) {
        this(clock, escape, unicode, false);
    }

    private LogLayout(Clock clock, String escape, boolean unicode, boolean dated) {
        this.clock = clock;
        this.escape = escape;
        this.unicode = unicode;
        this.dated = dated;
    }

    /// The format of a file: each time has its date in front, and there are no colours.
    static LogLayout dated(Clock clock) {
        return new LogLayout(clock, "", true, true);
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
            LocalDateTime local = at.atZone(clock.getZone()).toLocalDateTime();
            time =
                    (dated ? local.toLocalDate() + " " : "")
                            + twoDigits(local.getHour())
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
        out.append(' ').append(paint(colourOf(level), "[" + level + "]")).append(' ');
    }

    private String paint(Palette meaning, String text) {
        return escape.isEmpty() ? text : meaning.paint(text, escape);
    }

    private static Palette colourOf(LogLevel level) {
        return switch (level) {
            case DEBUG -> Palette.FAINT;
            case INFO -> Palette.PLAIN;
            case WARNING -> Palette.ATTENTION;
            case ERROR -> Palette.BAD;
        };
    }

    /// A line of a text, whose frames stand back behind its messages.
    private String painted(String line) {
        String bare = line.stripLeading();
        if (bare.startsWith(EXCEPTION)) {
            return Palette.BAD.paint(line, escape);
        }
        return bare.length() < line.length() && bare.startsWith("at ")
                ? Palette.FAINT.paint(line, escape)
                : Palette.markPids(line, escape);
    }

    /// A message may contain any character, for example an escape sequence of another program. Such
    /// characters must not reach a terminal.
    private void appendText(StringBuilder out, String text) {
        if (escape.isEmpty()) {
            appendClean(out, text);
        } else {
            var clean = new StringBuilder(text.length() + 1);
            appendClean(clean, text);
            clean.toString().lines().forEach(line -> out.append(painted(line)).append('\n'));
        }
    }

    private void appendClean(StringBuilder out, String text) {
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
