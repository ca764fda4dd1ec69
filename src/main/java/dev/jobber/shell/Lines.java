package dev.jobber.shell;

import java.util.List;
import java.util.Optional;

/// Lines of a text, handed to the lexer one by one as it asks for them.
@FunctionalInterface
public interface Lines {

    /// The next line, without its end.
    ///
    /// @param missing what the lines before it still lack, where they do
    /// @return empty at the end of the text
    Optional<String> next(Optional<Missing> missing);

    /// The lines of a text that is here already.
    static Lines of(String text) {
        var lines = List.of(text.split("\n", -1)).iterator();
        return _ -> lines.hasNext() ? Optional.of(lines.next()) : Optional.empty();
    }
}
