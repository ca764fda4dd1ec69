package dev.jobber.shell.result;

/// What an answer is drawn for.
///
/// @param width columns
/// @param colour whether ANSI colours may be used
/// @param unicode whether more than ASCII may be used
/// @param isScreen whether it is a screen of just this width, on which wider rows cannot be read
/// @param isSpoken whether a program reads it to the user: each line says what its parts are, and
///   no part stands for something by its place alone
public record Style(
        int width, boolean colour, boolean unicode, boolean isScreen, boolean isSpoken) {
    /// The width where it is not known, in columns.
    public static final int UNKNOWN_WIDTH = 80;

    /// No colours, and a width that is not known.
    public static final Style PLAIN = new Style(UNKNOWN_WIDTH, false, true);

    /// What is no screen.
    public Style(int width, boolean colour, boolean unicode) {
        this(width, colour, unicode, false, false);
    }

    /// What no program reads to the user.
    public Style(int width, boolean colour, boolean unicode, boolean isScreen) {
        this(width, colour, unicode, isScreen, false);
    }

    /// The same for a program that reads it to the user.
    public Style spoken() {
        return new Style(width, false, unicode, false, true);
    }

    /// The same in ASCII.
    public Style ascii() {
        return new Style(width, colour, false, isScreen, isSpoken);
    }

    /// A text in the colour of what it means.
    public String paint(Palette meaning, String text) {
        return colour ? meaning.paint(text, Printable.COLOUR) : text;
    }

    /// A text in which each pid has its colour.
    public String markPids(String text) {
        return colour ? Palette.markPids(text, Printable.COLOUR) : text;
    }

    /// What stands for the part of a text that has no room.
    public String ellipsis() {
        return unicode ? "…" : "...";
    }
}
