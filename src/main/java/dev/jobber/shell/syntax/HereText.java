package dev.jobber.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A here-text: `<<END` in the place of a word stands for the lines after its line, up to a line
/// that is only `END`. They are literal. `<<-END` takes the tabs before each of these lines away.
///
/// @param end the line that ends it
/// @param withoutTabs whether the tabs before its lines do not count
/// @param span where it is announced
record HereText(String end, boolean withoutTabs, Span span) {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
    private static final Pattern FORM =
            Pattern.compile(
                    "<<(-?)(?:(" + NAME + ")|'(" + NAME + ")'|\"(" + NAME + ")\")(?=[ \t;]|$)");

    /// A word, and what the text lacked to end it, if it did.
    record Read(Word word, Optional<Incomplete> unfinished) {}

    /// The here-text that the word at the cursor announces, if it does; the cursor stands behind
    /// the word then.
    static Optional<HereText> announced(LineCursor cursor) {
        Optional<MatchResult> form = cursor.find(FORM);
        if (form.isEmpty()) {
            return Optional.empty();
        }
        MatchResult match = form.get();
        Position start = cursor.position();
        cursor.skip(match.group().length());
        String end =
                Optional.ofNullable(match.group(2))
                        .or(() -> Optional.ofNullable(match.group(3)))
                        .orElseGet(() -> match.group(4));
        return Optional.of(new HereText(end, match.group(1).equals("-"), cursor.since(start)));
    }

    /// The word while its lines are not known.
    Word withoutLines() {
        return new Word(List.of(new Piece.Literal("", true, span)), span);
    }

    /// Reads its lines, which begin after the one at the cursor.
    Read read(LineCursor cursor) {
        var pieces = new ArrayList<Piece>();
        while (cursor.nextLine(Optional.of(Incomplete.HERE_TEXT))) {
            if (withoutTabs) {
                while (cursor.peek() == '\t') {
                    cursor.take();
                }
            }
            if (cursor.rest().equals(end)) {
                cursor.skipLine();
                return new Read(word(pieces), Optional.empty());
            }
            if (!pieces.isEmpty()) {
                pieces.add(new Piece.Literal("\n", true, new Span(cursor.position(), 1)));
            }
            pieces.add(line(cursor));
        }
        cursor.forgetProblemsAfter(span.start());
        cursor.problem(
                span,
                "unfinished here-text: the line " + end + " is missing",
                "a line that is only " + end + " ends it");
        return new Read(word(pieces), Optional.of(Incomplete.HERE_TEXT));
    }

    private Word word(List<Piece> pieces) {
        return pieces.isEmpty() ? withoutLines() : new Word(pieces, span);
    }

    private static Piece line(LineCursor cursor) {
        Position start = cursor.position();
        String text = cursor.rest();
        while (!cursor.atEnd()) {
            Position at = cursor.position();
            int c = cursor.take();
            if (Characters.isJunk(c)) {
                cursor.problem(
                        cursor.since(at), "unexpected " + Characters.describe(c), "remove it");
            }
        }
        return new Piece.Literal(
                text, true, new Span(start, Math.max(1, text.codePointCount(0, text.length()))));
    }
}
