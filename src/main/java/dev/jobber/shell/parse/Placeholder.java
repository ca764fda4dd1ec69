package dev.jobber.shell.parse;

import dev.jobber.shell.syntax.Piece;

/// Stands for values in a file that is checked: what they are is known only when it runs.
public final class Placeholder {
    /// A code point that no text has.
    private static final String MARK = "\uFDD0";

    private Placeholder() {}

    /// A text that stands for the value of this name.
    public static String value(Piece.Reference reference) {
        return MARK + reference;
    }

    public static boolean isKnown(String text) {
        return !text.contains(MARK);
    }
}
