package dev.jobber.shell.syntax;

import java.util.List;
import java.util.stream.Collectors;

/// Writes texts so that the lexer reads them as one word each.
public final class Quoting {
    private Quoting() {}

    /// The text as one word, in quotes where it needs them. Control characters other than line ends
    /// and tabs have no spelling.
    public static String quote(String text) {
        if (isPlain(text)) {
            return text;
        }
        if (text.chars().noneMatch(c -> c == '\'' || c == '\n' || c == '\t')) {
            return "'" + text + "'";
        }
        var quoted = new StringBuilder("\"");
        text.chars()
                .forEach(c -> {
                    switch (c) {
                        case '\n' -> quoted.append("\\n");
                        case '\t' -> quoted.append("\\t");
                        case '\\', '"', '$' -> quoted.append('\\').append((char) c);
                        default -> quoted.append((char) c);
                    }
                });
        return quoted.append('"').toString();
    }

    /// Words as a line.
    public static String line(List<String> words) {
        return words.stream().map(Quoting::quote).collect(Collectors.joining(" "));
    }

    /// A word as it can be written, with its names and not their values.
    public static String quote(Word word) {
        if (word.constant().isPresent()) {
            return quote(word.constant().get());
        }
        boolean isPlain =
                word.pieces().stream()
                        .allMatch(piece ->
                                !(piece instanceof Piece.Literal literal)
                                        || isPlain(literal.text()));
        var written = new StringBuilder();
        for (Piece piece : word.pieces().reversed()) {
            written.insert(
                    0,
                    switch (piece) {
                        case Piece.Literal literal ->
                                isPlain ? literal.text() : escaped(literal.text());
                        case Piece.Reference reference -> before(written, reference);
                        case Piece.Home _ -> "~";
                    });
        }
        return isPlain ? written.toString() : "\"" + written + "\"";
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\\"$])", "\\\\$1");
    }

    /// A name, so that what follows it is not taken for a part of it.
    private static String before(CharSequence rest, Piece.Reference reference) {
        boolean ends = rest.isEmpty() || !(rest.charAt(0) + "").matches("[A-Za-z0-9_.\\[]");
        return ends || !reference.path().isEmpty()
                ? reference.toString()
                : "${" + reference.name() + "}";
    }

    /// Whether a text may stand without quotes.
    private static boolean isPlain(String text) {
        if (text.isEmpty() || text.equals("=") || text.startsWith("~")) {
            return false;
        }
        if (text.startsWith("#") && !text.startsWith("#PID<")) {
            return false;
        }
        return text.codePoints()
                .noneMatch(c ->
                        Characters.endsWord(c)
                                || Characters.isForeignBlank(c)
                                || Characters.isJunk(c)
                                || "'\"\\$\t\n".indexOf(c) >= 0);
    }
}
