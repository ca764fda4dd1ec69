package dev.jobber.job.history;

/// A line that an attempt has printed.
///
/// @param bytes as it was printed, with its end if it has one
/// @param origin where it was printed
/// @param cut how many bytes at its end are not kept, because the line was too long
public record OutputLine(byte[] bytes, Origin origin, long cut) {
    /// Where a line is printed.
    public enum Origin {
        /// On standard output, or on either stream where they share one pipe.
        OUTPUT,
        /// On standard error, where that is read apart.
        ERROR
    }

    /// What the text of a line begins with that was printed on standard error.
    public static final String ERROR_MARK = "stderr: ";

    /// The line as a person would see it, without its end; says what is cut, and whether it comes
    /// from standard error.
    public String text() {
        return OutputText.of(this);
    }
}
