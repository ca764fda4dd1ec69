package dev.jobber.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One command as it was written.
///
/// @param target the name its result is kept under, as in `NAME = COMMAND`
/// @param words the command's name and its arguments; at least one
/// @param typed where it stands on the row on which it begins
public record Statement(Optional<String> target, List<Word> words, Typed typed) {
    /// A stretch of a row of text: what was typed, quotes, blanks and all.
    ///
    /// @param row the row
    /// @param from the index of its first character
    /// @param to the index after its last one
    public record Typed(String row, int from, int to) {
        /// From here to the end of another stretch of the same row.
        public String through(Typed last) {
            return row.substring(from, last.to);
        }
    }

    public Statement {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("expected at least one word, got: none");
        }
    }

    /// The statement made of words that the operating system's shell has split already.
    public static Statement ofArguments(List<String> arguments) {
        var words = new ArrayList<Word>();
        var row = String.join(" ", arguments);
        int column = 1;
        for (String argument : arguments) {
            words.add(Word.literal(argument, column));
            column += argument.codePointCount(0, argument.length()) + 1;
        }
        return new Statement(Optional.empty(), words, new Typed(row, 0, row.length()));
    }

    /// Where it begins, its target aside.
    public Position start() {
        return words.getFirst().span().start();
    }
}
