package dev.jobber.shell.console;

import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Table;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The last row of a terminal, while it holds a line that says how far work has come. Guarded by
/// the lock of the terminal's writer.
public final class LastRow {
    /// Who sees lines come needs no other sign of life.
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

    /// What has to be written to show a line in the place of the one before.
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

    /// What has to be written before lines that stay.
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

    /// The end of a line says most; where it does not fit, its beginning is left out.
    private static String cut(String line, int width) {
        int begin = 0;
        while (Table.width(line.substring(begin)) > width) {
            begin = line.offsetByCodePoints(begin, 1);
        }
        return line.substring(begin);
    }
}
