package dev.jobber.shell.result;

/// What an answer is drawn for.
///
/// @param width columns
/// @param colour whether ANSI colours may be used
/// @param unicode whether more than ASCII may be used
public record Style(int width, boolean colour, boolean unicode) {
    /// The width where it is not known, in columns.
    public static final int UNKNOWN_WIDTH = 80;

    /// No colours, and a width that is not known.
    public static final Style PLAIN = new Style(UNKNOWN_WIDTH, false, true);

    /// A text that stands out.
    public String bold(String text) {
        return painted("1", text);
    }

    /// A text that stands back.
    public String faint(String text) {
        return painted("2", text);
    }

    /// A text that says that something is wrong.
    public String red(String text) {
        return painted("31", text);
    }

    /// A text that asks for attention.
    public String yellow(String text) {
        return painted("33", text);
    }

    /// A text that says that all is well.
    public String green(String text) {
        return painted("32", text);
    }

    /// A pid, a name.
    public String cyan(String text) {
        return painted("36", text);
    }

    private String painted(String colours, String text) {
        return colour && !text.isEmpty()
                ? Printable.COLOUR + colours + "m" + text + Printable.COLOUR + "0m"
                : text;
    }
}
