package dev.jobber.shell;

/// Stands for values in a file that is checked: what they are is known only when it runs.
final class Unknown {

    /// A code point that no text has.
    private static final String MARK = "\uFDD0";

    private Unknown() {}

    /// A text that stands for the value of this name.
    static String value(Piece.Reference reference) {
        return MARK + reference;
    }

    static boolean isKnown(String text) {
        return !text.contains(MARK);
    }
}
