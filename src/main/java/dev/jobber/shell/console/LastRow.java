package dev.jobber.shell.console;

import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Table;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The last row of a terminal, while it holds a line that says how far work has come. Guarded by
/// the lock of the terminal's writer.
public final class LastRow {
    /// While other lines were written within this time, no progress is shown: the user sees that
    /// the program works.
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final String ERASE = "\r\u001b[K";

    private final LongSupplier nanos;
    private boolean isShown;
    private boolean hasWritten;
    private long written;

    /// @param nanos the time
    public LastRow(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// The characters to write in order to replace the line that is shown.
    ///
    /// @param line empty to show none
    /// @param width of the terminal, in columns
    public String show(String line, int width) {
        if (line.isEmpty()) {
            return remove();
        }
        if (hasWritten && nanos.getAsLong() - written < QUIET.toNanos()) {
            return "";
        }
        isShown = true;
        return ERASE + cut(Printable.text(line), width - 1);
    }

    /// Ctrl-C was pressed. The system then throws away output that has not reached the terminal, so
    /// the last row may hold half a line. The next lines replace it.
    public void interrupted() {
        isShown = true;
    }

    /// The characters to write before ordinary lines.
    public String beforeLines() {
        hasWritten = true;
        written = nanos.getAsLong();
        return remove();
    }

    private String remove() {
        boolean wasShown = isShown;
        isShown = false;
        return wasShown ? ERASE : "";
    }

    /// The end of a line matters most. If the line does not fit, its beginning is cut off.
    private static String cut(String line, int width) {
        int begin = 0;
        while (Table.width(line.substring(begin)) > width) {
            begin = line.offsetByCodePoints(begin, 1);
        }
        return line.substring(begin);
    }
}
