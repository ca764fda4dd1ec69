package dev.jobber.shell.log;

import dev.jobber.shell.result.Style;

/// Writes the log gateway's lines: to standard error, or to the terminal above the prompt.
public interface LogSink {
    /// Writes whole lines, each with its end; may block, never throws.
    void write(String lines);

    /// Shows a line in the last row of a terminal that can move its cursor, instead of the line
    /// before. An empty line only removes it, as [#write] does. Does nothing on any other device.
    default void progress(String line) {}

    /// Called before an answer is written to another stream. If both are the same terminal, this
    /// removes the line that [#progress] shows.
    default void beforeAnswer() {}

    /// Whether lines may carry ANSI colours.
    boolean colour();

    /// How wide lines may be, in columns.
    default int width() {
        return Style.UNKNOWN_WIDTH;
    }

    /// Whether more than ASCII can be shown.
    boolean unicode();
}
