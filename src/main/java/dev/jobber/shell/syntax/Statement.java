package dev.jobber.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        /// What was typed.
        public String text() {
            return row.substring(from, to);
        }

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

    /// Its words for a command that takes a text: the name, `--`, and what follows the name as one
    /// word, as it was typed. What is one word in quotes, or asks for help, stays as it is. So does
    /// the option `-o` with its value, if it stands before the text.
    public List<Word> withText() {
        int first = hasOutput() ? 3 : 1;
        if (words.size() <= first || words.size() == first + 1 && isWhole(words.get(first))) {
            return words;
        }
        Position begin = words.get(first).span().start();
        boolean isOneRow =
                words.stream()
                        .flatMap(word -> word.pieces().stream())
                        .allMatch(piece -> piece.span().start().line() == start().line());
        String text =
                isOneRow
                        ? typed.row()
                                .substring(
                                        typed.row().offsetByCodePoints(0, begin.column() - 1),
                                        typed.to())
                        : words.stream()
                                .skip(first)
                                .map(word -> word.constant().orElse(""))
                                .collect(Collectors.joining(" "));
        var span = new Span(begin, Math.max(1, text.codePointCount(0, text.length())));
        ArrayList<Word> all = new ArrayList<>(words.subList(0, first));
        all.add(
                new Word(
                        List.of(new Piece.Literal("--", true, words.getFirst().span())),
                        words.getFirst().span()));
        all.add(new Word(List.of(new Piece.Literal(text, true, span)), span));
        return List.copyOf(all);
    }

    private boolean hasOutput() {
        return words.size() > 2
                && words.get(1)
                        .constant()
                        .filter(word -> word.equals("-o") || word.equals("--output"))
                        .isPresent();
    }

    private static boolean isWhole(Word word) {
        return word.isBare("-h")
                || word.isBare("--help")
                || word.pieces().stream()
                        .allMatch(piece ->
                                piece instanceof Piece.Literal literal && literal.quoted());
    }

    /// The command as it was typed.
    public String text() {
        return typed.through(typed).strip();
    }

    /// Where it begins, its target aside.
    public Position start() {
        return words.getFirst().span().start();
    }
}
