package dev.jobber.shell.parse;

import dev.jobber.shell.syntax.Piece;
import dev.jobber.shell.syntax.Word;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Stands for values in a file that is checked: what they are is known only when it runs.
@SuppressWarnings(
        "exports") // an application may use some of this package, and not what it is made of
public final class Placeholder {
    /// A code point that no text has.
    private static final String MARK = "\uFDD0";

    private Placeholder() {}

    /// A text that stands for the value of this name.
    static String value(Piece.Reference reference) {
        return MARK + reference;
    }

    /// What a word stands for, with a mark for each value that only a run gives.
    ///
    /// @param home the user's home folder
    /// @param isSet whether a name has a value then
    /// @param unset takes the names that have none
    public static String text(
            Word word, String home, Predicate<String> isSet, Consumer<Piece.Reference> unset) {
        var text = new StringBuilder();
        for (Piece piece : word.pieces()) {
            switch (piece) {
                case Piece.Literal literal -> text.append(literal.text());
                case Piece.Home _ -> text.append(home);
                case Piece.Reference reference -> {
                    text.append(value(reference));
                    if (!isSet.test(reference.name())) {
                        unset.accept(reference);
                    }
                }
            }
        }
        return text.toString();
    }

    /// Whether a text has no such mark.
    public static boolean isKnown(String text) {
        return !text.contains(MARK);
    }
}
