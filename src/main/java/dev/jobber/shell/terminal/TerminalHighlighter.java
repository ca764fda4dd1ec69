package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.Piece;
import dev.jobber.shell.syntax.Span;
import dev.jobber.shell.syntax.Statement;
import dev.jobber.shell.syntax.Word;
import java.util.Arrays;
import java.util.List;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// Colours a line while it is typed: a known command is bold, a word that cannot become a command
/// is red, and strings, values and pids have colours of their own.
final class TerminalHighlighter implements Highlighter {
    private static final AttributedStyle KNOWN = AttributedStyle.BOLD;
    private static final AttributedStyle UNKNOWN =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    private static final AttributedStyle STRING =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle VALUE =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
    private static final AttributedStyle PID =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);

    private final Completions completions;

    TerminalHighlighter(Completions completions) {
        this.completions = completions;
    }

    @Override
    public AttributedString highlight(LineReader reader, String text) {
        return highlight(text);
    }

    AttributedString highlight(String text) {
        var styles = new AttributedStyle[text.length()];
        Arrays.fill(styles, AttributedStyle.DEFAULT);
        for (Statement statement : Lexer.all(text).statements()) {
            List<Word> words = statement.words();
            paint(styles, text, words.getFirst().span(), ofCommand(words.getFirst()));
            for (Word word : words.subList(1, words.size())) {
                if (word.pieces().stream().anyMatch(TerminalHighlighter::isQuoted)) {
                    paint(
                            styles,
                            text,
                            word.span(),
                            STRING); // a piece's span leaves out its quotes
                }
                word.pieces().stream()
                        .filter(piece -> !isQuoted(piece))
                        .forEach(piece -> paint(styles, text, piece.span(), ofPiece(piece)));
            }
        }
        var line = new AttributedStringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            line.append(String.valueOf(text.charAt(i)), styles[i]);
        }
        return line.toAttributedString();
    }

    private AttributedStyle ofCommand(Word word) {
        return word.constant()
                .map(name -> {
                    List<Suggestion> known = completions.complete(List.of(), name);
                    return known.stream().anyMatch(command -> command.value().equals(name))
                            ? KNOWN
                            : known.isEmpty() ? UNKNOWN : AttributedStyle.DEFAULT;
                })
                .orElse(VALUE);
    }

    private static boolean isQuoted(Piece piece) {
        return piece instanceof Piece.Literal literal && literal.quoted();
    }

    private static AttributedStyle ofPiece(Piece piece) {
        return switch (piece) {
            case Piece.Literal(String text, boolean _, Span _)
                    when text.startsWith("#PID<") || text.startsWith("<") ->
                    PID;
            case Piece.Literal _ -> AttributedStyle.DEFAULT;
            case Piece.Reference _, Piece.Home _ -> VALUE;
        };
    }

    private static void paint(
            AttributedStyle[] styles, String text, Span span, AttributedStyle style) {
        int begin = 0;
        for (int line = 1; line < span.start().line(); line++) {
            begin = text.indexOf('\n', begin) + 1;
        }
        begin = text.offsetByCodePoints(begin, span.start().column() - 1);
        int end = Math.min(begin + span.length(), styles.length);
        Arrays.fill(styles, begin, Math.max(begin, end), style);
    }
}
