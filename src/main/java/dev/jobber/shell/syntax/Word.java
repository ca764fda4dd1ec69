package dev.jobber.shell.syntax;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A word of a command: pieces that touch.
public record Word(List<Piece> pieces, Span span) {
    public Word {
        pieces = List.copyOf(pieces);
    }

    /// A word that stands for itself, as those of the operating system's shell do.
    public static Word literal(String text, int column) {
        var span = Span.at(1, column, text.codePointCount(0, text.length()));
        return new Word(List.of(new Piece.Literal(text, true, span)), span);
    }

    /// What it stands for, where that does not depend on any value.
    public Optional<String> constant() {
        var text = new StringBuilder();
        for (Piece piece : pieces) {
            if (!(piece instanceof Piece.Literal literal)) {
                return Optional.empty();
            }
            text.append(literal.text());
        }
        return Optional.of(text.toString());
    }

    /// What it stands for, as completion has it: with `~` for the home folder, and `$` where there
    /// are values in it.
    String typed() {
        boolean atHome = !pieces.isEmpty() && pieces.getFirst() instanceof Piece.Home;
        return atHome
                ? new Word(pieces.subList(1, pieces.size()), span)
                        .constant()
                        .map(rest -> "~" + rest)
                        .orElse("$")
                : constant().orElse("$");
    }

    /// What was written, its quotes aside: values by their names, and `~` for the home folder.
    public String asWritten() {
        return pieces.stream()
                .map(piece ->
                        switch (piece) {
                            case Piece.Literal(String text, boolean _, Span _) -> text;
                            case Piece.Reference reference -> reference.toString();
                            case Piece.Home _ -> "~";
                        })
                .collect(Collectors.joining());
    }

    /// Whether it is this text, written without quotes.
    public boolean isBare(String text) {
        return pieces.stream()
                        .allMatch(piece ->
                                piece instanceof Piece.Literal literal && !literal.quoted())
                && constant().equals(Optional.of(text));
    }

    /// Where the character stands that is `offset` characters into what the word stands for. With
    /// values in the word, which have no place of their own: where the word begins, unless the
    /// character stands before the first of them.
    public Span at(int offset) {
        int left = offset;
        for (Piece piece : pieces) {
            if (!(piece instanceof Piece.Literal(String text, boolean _, Span place))) {
                return left == 0 && offset > 0 ? piece.span() : span;
            }
            if (left < text.length()) {
                int before = text.codePointCount(0, left);
                Position start = place.start();
                boolean sameLine = start.line() == span.start().line();
                int end = span.start().column() + span.length();
                int column = start.column() + before;
                int length =
                        sameLine ? Math.max(1, end - column) : Math.max(1, place.length() - before);
                return Span.at(start.line(), column, length);
            }
            left -= text.length();
        }
        return span;
    }
}
