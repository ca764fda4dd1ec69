package dev.jobber.attach;

/// The size of a terminal, in characters.
///
/// @param columns 0 where it is not known
/// @param rows 0 where it is not known
public record WindowSize(int columns, int rows) {
    /// A size that is not known.
    public static final WindowSize UNKNOWN = new WindowSize(0, 0);

    private static final int MOST = 10_000;

    /// A size over ten thousand is taken for ten thousand.
    public WindowSize {
        columns = Math.clamp(columns, 0, MOST);
        rows = Math.clamp(rows, 0, MOST);
    }
}
