package dev.jobber.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one word: its quotes, escapes and references.
final class WordLexer {
    private final LineCursor cursor;
    private final Position start;
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private Position literalStart;
    private boolean literalQuoted;
    private Optional<Incomplete> unfinished = Optional.empty();

    private WordLexer(LineCursor cursor) {
        this.cursor = cursor;
        this.start = cursor.position();
        this.literalStart = start;
    }

    /// A word, and the quote in which the text ended, if it did.
    record Read(Word word, Optional<Incomplete> unfinished) {}

    /// Reads the word that begins at the cursor; the cursor stands at the first character after it
    /// then.
    static Read read(LineCursor cursor) {
        return new WordLexer(cursor).word();
    }

    private Read word() {
        int first = cursor.peek();
        if (first == '~' && (cursor.peekNext() == '/' || Characters.endsWord(cursor.peekNext()))) {
            cursor.take();
            pieces.add(new Piece.Home(cursor.since(start)));
        }
        Span span = cursor.since(start);
        while (!Characters.endsWord(cursor.peek())) {
            switch (cursor.peek()) {
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '$' -> reference(false);
                case '\\' -> {
                    if (cursor.peekNext() == LineCursor.END) {
                        span = widest(span);
                        cursor.take();
                        if (!cursor.nextLine(Optional.of(Incomplete.CONTINUATION))) {
                            unfinished = Optional.of(Incomplete.CONTINUATION);
                            return finish(span);
                        }
                    } else {
                        bareEscape();
                    }
                }
                default -> character(false);
            }
            span = widest(span);
        }
        return finish(span);
    }

    /// The word's span reaches as far as its first line does.
    private Span widest(Span before) {
        return cursor.position().line() == start.line() ? cursor.since(start) : before;
    }

    private Read finish(Span span) {
        flush();
        return new Read(new Word(pieces, span), unfinished);
    }

    private void singleQuoted() {
        Position opening = cursor.position();
        cursor.take();
        emptyQuoted();
        while (cursor.peek() != '\'') {
            if (cursor.atEnd()) {
                if (!lineInQuote(Incomplete.SINGLE_QUOTE, opening)) {
                    return;
                }
                add('\n', true, cursor.position());
            } else {
                character(true);
            }
        }
        cursor.take();
    }

    private void doubleQuoted() {
        Position opening = cursor.position();
        cursor.take();
        emptyQuoted();
        while (cursor.peek() != '"') {
            if (cursor.atEnd()) {
                if (!lineInQuote(Incomplete.DOUBLE_QUOTE, opening)) {
                    return;
                }
                add('\n', true, cursor.position());
            } else if (cursor.peek() == '\\') {
                quotedEscape(opening);
                if (unfinished.isPresent()) {
                    return;
                }
            } else if (cursor.peek() == '$') {
                reference(true);
            } else {
                character(true);
            }
        }
        cursor.take();
    }

    /// Goes on with the next line, or says that the quote has no end.
    private boolean lineInQuote(Incomplete incomplete, Position opening) {
        Span place = cursor.since(opening);
        if (cursor.nextLine(Optional.of(incomplete))) {
            return true;
        }
        unfinished = Optional.of(incomplete);
        cursor.forgetProblemsAfter(opening);
        cursor.problem(
                place,
                "unfinished quote: the closing " + incomplete.sign() + " is missing",
                "close it, or write \\" + incomplete.sign() + " for the sign itself");
        return false;
    }

    private void quotedEscape(Position opening) {
        Position at = cursor.position();
        cursor.take();
        if (cursor.atEnd()) {
            // A line's end after a backslash is no part of the text.
            var _ = lineInQuote(Incomplete.DOUBLE_QUOTE, opening);
            return;
        }
        int escaped = cursor.take();
        switch (escaped) {
            case 'n' -> add('\n', true, at);
            case 't' -> add('\t', true, at);
            case '\\', '"', '$' -> add(escaped, true, at);
            default ->
                    cursor.problem(
                            cursor.since(at),
                            "unknown escape '\\" + Character.toString(escaped) + "'",
                            "expected one of \\n \\t \\\\ \\\" \\$");
        }
    }

    private void bareEscape() {
        Position at = cursor.position();
        cursor.take();
        int escaped = cursor.take();
        if (Character.isLetterOrDigit(escaped) || Characters.isJunk(escaped)) {
            cursor.problem(
                    cursor.since(at),
                    "unknown escape '\\" + printable(escaped) + "' outside quotes",
                    "'\\\\' is a backslash, and \"\\n\" is known in double quotes");
        } else {
            add(escaped, true, at);
        }
    }

    private static String printable(int c) {
        return Characters.isJunk(c) ? Characters.describe(c) : Character.toString(c);
    }

    private void reference(boolean quoted) {
        Position at = cursor.position();
        cursor.take();
        boolean braced = cursor.peek() == '{';
        if (!braced && !Characters.isNamePart(cursor.peek(), true)) {
            add('$', quoted, at);
            return;
        }
        if (braced) {
            cursor.take();
        }
        String name = Characters.isDigit(cursor.peek()) ? cursor.takeNumber() : cursor.takeName();
        List<Piece.Step> path = path();
        if (braced && (name.isEmpty() || cursor.peek() != '}')) {
            cursor.problem(
                    cursor.since(at),
                    "expected a name and '}' after '${', got: "
                            + (cursor.atEnd()
                                    ? "the end of the line"
                                    : "'" + printable(cursor.peek()) + "'"),
                    "write ${NAME}, or '$' in single quotes for the sign itself");
            return;
        }
        if (braced) {
            cursor.take();
        }
        flush();
        pieces.add(new Piece.Reference(name, path, cursor.since(at)));
    }

    private List<Piece.Step> path() {
        var path = new ArrayList<Piece.Step>();
        while (true) {
            if (cursor.peek() == '.' && Characters.isNamePart(cursor.peekNext(), false)) {
                cursor.take();
                path.add(new Piece.Step.Field(cursor.takeName()));
            } else if (cursor.peek() == '['
                    && Character.digit(cursor.peekNext(), 10) >= 0
                    && cursor.closesRow()) {
                path.add(new Piece.Step.Row(cursor.takeRow()));
            } else {
                return path;
            }
        }
    }

    private void character(boolean quoted) {
        Position at = cursor.position();
        int c = cursor.take();
        if (Characters.isJunk(c)) {
            while (Characters.isJunk(cursor.peek())) {
                cursor.take();
            }
            cursor.problem(cursor.since(at), "unexpected " + Characters.describe(c), "remove it");
        } else if (!quoted && Characters.isForeignBlank(c)) {
            cursor.problem(
                    cursor.since(at),
                    "unexpected " + Characters.describe(c),
                    "write an ordinary blank");
        } else {
            add(c, quoted, at);
        }
    }

    /// Quotes make a word even where nothing is between them.
    private void emptyQuoted() {
        flush();
        literalStart = cursor.position();
        pieces.add(new Piece.Literal("", true, new Span(literalStart, 1)));
    }

    /// Adds a character; a literal goes on only where its characters stand side by side.
    private void add(int c, boolean quoted, Position at) {
        boolean continues =
                literal.length() > 0
                        && literalQuoted == quoted
                        && literalStart.line() == at.line()
                        && literalStart.column() + literal.codePointCount(0, literal.length())
                                == at.column();
        if (!continues) {
            flush();
            literalStart = at;
            literalQuoted = quoted;
        }
        literal.appendCodePoint(c);
    }

    private void flush() {
        if (literal.length() > 0) {
            int length = literal.codePointCount(0, literal.length());
            pieces.add(
                    new Piece.Literal(
                            literal.toString(), literalQuoted, new Span(literalStart, length)));
            literal.setLength(0);
        }
    }
}
