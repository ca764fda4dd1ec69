package dev.jobber.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One command as it was written.
///
/// @param target the name its result is kept under, as in `NAME = COMMAND`
/// @param words the command's name and its arguments; at least one
public record Statement(Optional<String> target, List<Word> words) {

    public Statement {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("expected at least one word, got: none");
        }
    }

    /// The statement made of words that the operating system's shell has split already.
    public static Statement ofArguments(List<String> arguments) {
        var words = new ArrayList<Word>();
        int column = 1;
        for (var argument : arguments) {
            words.add(Word.literal(argument, column));
            column += argument.codePointCount(0, argument.length()) + 1;
        }
        return new Statement(Optional.empty(), words);
    }

    /// Where it begins, its target aside.
    public Position start() {
        return words.getFirst().span().start();
    }
}
