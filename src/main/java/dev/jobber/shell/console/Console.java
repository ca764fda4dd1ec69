package dev.jobber.shell.console;

/// Where the shell's answers go: a terminal, or a pair of streams.
///
/// Every method may be called from any thread and takes whole lines, so that two callers never mix
/// within a line. An answer is written before the call returns, after every log line that was
/// accepted before it.
public interface Console {
    /// Prints a result: on standard output, or on the terminal.
    ///
    /// @param text one line or several, without the last line's end, which is added
    void print(String text);

    /// Writes bytes of a program as they are: on standard output, or on the terminal.
    void write(byte[] bytes);

    /// Prints an error for the user: on standard error, or on the terminal.
    ///
    /// @param text one line or several, without the last line's end, which is added
    void error(String text);

    /// The width to format for, in columns; [dev.jobber.shell.result.Style#UNKNOWN_WIDTH] where it
    /// is not known.
    int width();

    /// Whether it is a screen of just this width, so that wider rows cannot be read on it.
    default boolean isScreen() {
        return false;
    }

    /// Whether answers may carry ANSI colours.
    boolean colour();

    /// Whether answers may be drawn with more than ASCII, as a tree with `├──`.
    default boolean unicode() {
        return true;
    }
}
