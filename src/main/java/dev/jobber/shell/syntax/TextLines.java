package dev.jobber.shell.syntax;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Lines of a text, handed to the lexer one by one as it asks for them.
@FunctionalInterface
public interface TextLines {
    /// The next line, without its end.
    ///
    /// @param incomplete what the lines before it still lack, where they do
    /// @return empty at the end of the text
    Optional<String> next(Optional<Incomplete> incomplete);

    /// The lines of a text that is here already.
    static TextLines of(String text) {
        Iterator<String> lines = List.of(text.split("\n", -1)).iterator();
        return _ -> lines.hasNext() ? Optional.of(lines.next()) : Optional.empty();
    }
}
