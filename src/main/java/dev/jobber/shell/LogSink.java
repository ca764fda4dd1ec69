package dev.jobber.shell;

/// Where the log gateway's lines end: standard error, or the terminal above the prompt.
public interface LogSink {

    /// Writes whole lines, each with its end; may block, never throws.
    void write(String lines);

    /// Whether lines may carry ANSI colours.
    boolean colour();

    /// How wide lines may be, in columns.
    default int width() {
        return Console.UNKNOWN_WIDTH;
    }

    /// Whether more than ASCII can be shown.
    boolean unicode();
}
