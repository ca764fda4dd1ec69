package dev.jobber.shell.log;

import dev.jobber.shell.result.Style;

/// Where the log gateway's lines end: standard error, or the terminal above the prompt.
public interface LogSink {
    /// Writes whole lines, each with its end; may block, never throws.
    void write(String lines);

    /// Shows a line in the last row of a terminal that can move its cursor, in the place of the one
    /// before; an empty one only takes that away, as [#write] does. Nothing on any other device.
    default void progress(String line) {}

    /// An answer is about to be written elsewhere: where that is the same terminal, it takes away
    /// the line that [#progress] shows.
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
