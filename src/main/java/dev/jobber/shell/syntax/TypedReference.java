package dev.jobber.shell.syntax;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The reference to a value that is being typed at the end of a text: `$na`, `${na`, `$name[0].p`.
///
/// @param braced whether it began with `${`
/// @param begun what stands after the sign
public record TypedReference(boolean braced, String begun) {
    private static final Pattern AT_END =
            Pattern.compile(
                    "\\$(\\{?)((?:(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+)(?:\\[[0-9]+]|\\.[A-Za-z_][A-Za-z0-9_]*)*\\.?)?)$");

    /// The reference at the end of a text; empty where none is being typed, as in single quotes.
    public static Optional<TypedReference> at(String text) {
        Matcher end = AT_END.matcher(text);
        if (!end.find()) {
            return Optional.empty();
        }
        // A word whose text depends on a value is a sign to completion.
        boolean isReference =
                Lexer.atCursor(text.substring(0, end.start()) + "$x").current().equals("$");
        return isReference
                ? Optional.of(new TypedReference(!end.group(1).isEmpty(), end.group(2)))
                : Optional.empty();
    }
}
