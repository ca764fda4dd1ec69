package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Meaning;
import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.Piece;
import dev.jobber.shell.syntax.Position;
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

/// Colours a line while it is typed: commands are bold, options blue, pids of live processes cyan
/// and those of ended ones struck out; strings and values have colours of their own, and a word
/// that cannot be right is red.
final class TerminalHighlighter implements Highlighter {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle STRING = PLAIN.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle VALUE = PLAIN.foreground(AttributedStyle.MAGENTA);

    /// What stands for a word in which there is a value: no command has an option of this name.
    private static final String SOME_VALUE = "$";

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
        Arrays.fill(styles, PLAIN);
        List<Statement> statements = Lexer.all(text).statements();
        for (Statement statement : statements) {
            boolean isLast = statement == statements.getLast();
            paint(styles, text, statement, isLast);
        }
        var line = new AttributedStringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            line.append(String.valueOf(text.charAt(i)), styles[i]);
        }
        return line.toAttributedString();
    }

    private void paint(AttributedStyle[] styles, String text, Statement statement, boolean isLast) {
        List<Word> words = statement.words();
        List<Meaning> meanings =
                completions.meanings(
                        words.stream().map(word -> word.constant().orElse(SOME_VALUE)).toList(),
                        isLast && end(text, words.getLast().span()) == text.length());
        for (int i = 0; i < words.size(); i++) {
            paint(styles, text, words.get(i), meanings.get(i));
        }
    }

    private static void paint(AttributedStyle[] styles, String text, Word word, Meaning meaning) {
        boolean isConstant = word.constant().isPresent();
        if (isConstant && meaning != Meaning.PLAIN) {
            int begin = begin(text, word.span().start());
            int end = end(text, word.span());
            int equals = meaning == Meaning.OPTION ? text.indexOf('=', begin) : -1;
            fill(styles, begin, equals > 0 && equals < end ? equals : end, style(meaning));
            return;
        }
        if (word.pieces().stream().anyMatch(TerminalHighlighter::isQuoted)) {
            // a piece's span leaves out its quotes
            fill(styles, begin(text, word.span().start()), end(text, word.span()), STRING);
        }
        for (Piece piece : word.pieces()) {
            if (!(piece instanceof Piece.Literal)) {
                fill(styles, begin(text, piece.span().start()), end(text, piece.span()), VALUE);
            } else if (!isQuoted(piece) && !isConstant) {
                fill(styles, begin(text, piece.span().start()), end(text, piece.span()), PLAIN);
            }
        }
    }

    private static AttributedStyle style(Meaning meaning) {
        return switch (meaning) {
            case PLAIN -> PLAIN;
            case COMMAND -> AttributedStyle.BOLD;
            case OPTION -> PLAIN.foreground(AttributedStyle.BLUE | AttributedStyle.BRIGHT);
            case ALIVE -> PLAIN.foreground(AttributedStyle.CYAN);
            case ENDED -> PLAIN.faint().crossedOut();
            case WRONG -> PLAIN.foreground(AttributedStyle.RED);
        };
    }

    private static boolean isQuoted(Piece piece) {
        return piece instanceof Piece.Literal literal && literal.quoted();
    }

    private static void fill(AttributedStyle[] styles, int begin, int end, AttributedStyle style) {
        int last = Math.min(end, styles.length);
        Arrays.fill(styles, Math.min(begin, last), last, style);
    }

    /// The index of the first character at a place.
    private static int begin(String text, Position start) {
        int begin = 0;
        for (int line = 1; line < start.line(); line++) {
            begin = text.indexOf('\n', begin) + 1;
        }
        return text.offsetByCodePoints(begin, start.column() - 1);
    }

    private static int end(String text, Span span) {
        int begin = begin(text, span.start());
        int most = text.codePointCount(begin, text.length());
        return text.offsetByCodePoints(begin, Math.min(span.length(), most));
    }
}
