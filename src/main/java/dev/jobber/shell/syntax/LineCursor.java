package dev.jobber.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a text that is read line by line; what the lexer's parts share.
public final class LineCursor {
    /// The prompt of the shell.
    public static final String PROMPT = "jobber> ";

    /// Stands for the end of a line.
    static final int END = -1;

    private final TextLines lines;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private String line = "";
    private int number;
    private int index;
    private int column = 1;

    /// The line, or the one that it continues, began with the prompt.
    private boolean hasPrompt;

    LineCursor(TextLines lines) {
        this.lines = lines;
    }

    /// Moves to the start of the next line, if there is one. A carriage return at its end belongs
    /// to the line's end.
    boolean nextLine(Optional<Incomplete> incomplete) {
        Optional<String> next = lines.next(incomplete);
        next.ifPresent(text -> {
            line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            number++;
            index = 0;
            column = 1;
            if (number == 1 && peek() == Characters.BYTE_ORDER_MARK) {
                line = line.substring(1);
            }
            skipPrompt(incomplete);
        });
        return next.isPresent();
    }

    /// A line that was copied with the prompt before it is the line after the prompt; a further
    /// line of it may have a secondary prompt.
    private void skipPrompt(Optional<Incomplete> incomplete) {
        String prompt = incomplete.map(Incomplete::prompt).orElse(PROMPT);
        boolean copied = hasPrompt(line, prompt);
        if (incomplete.isEmpty()) {
            hasPrompt = copied;
        }
        if (copied && hasPrompt) {
            skip(prompt.length());
        }
    }

    /// Whether a line was copied with this prompt before it. What copies a prompt alone may leave
    /// out the blank at its end.
    public static boolean hasPrompt(String line, String prompt) {
        return line.startsWith(prompt) || line.equals(prompt.stripTrailing());
    }

    /// The code point here, or [#END].
    int peek() {
        return index < line.length() ? line.codePointAt(index) : END;
    }

    /// The code point after this one, or [#END].
    int peekNext() {
        int next = index + (index < line.length() ? Character.charCount(peek()) : 0);
        return next < line.length() ? line.codePointAt(next) : END;
    }

    boolean atEnd() {
        return index >= line.length();
    }

    /// Whether the line goes on like this.
    boolean startsWith(String text) {
        return line.startsWith(text, index);
    }

    /// What matches here, if the line goes on like this.
    Optional<MatchResult> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(line).region(index, line.length());
        return matcher.lookingAt() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /// Steps over the code point here and answers it.
    int take() {
        int codePoint = peek();
        index += Character.charCount(codePoint);
        column++;
        return codePoint;
    }

    /// Steps over this number of code points.
    void skip(int count) {
        for (int i = 0; i < count && !atEnd(); i++) {
            take();
        }
    }

    /// What is left of the line.
    String rest() {
        return line.substring(index);
    }

    /// Steps over the rest of the line.
    void skipLine() {
        column += line.codePointCount(index, line.length());
        index = line.length();
    }

    /// Steps over the name that begins here and answers it; empty where none begins.
    String takeName() {
        int begin = index;
        while (!atEnd() && Characters.isNamePart(peek(), index > begin)) {
            take();
        }
        return line.substring(begin, index);
    }

    /// Steps over the digits here and answers them.
    String takeNumber() {
        int begin = index;
        while (Characters.isDigit(peek())) {
            take();
        }
        return line.substring(begin, index);
    }

    /// Whether the `[` here is followed by digits and a `]`.
    boolean closesRow() {
        int end = index + 1;
        while (end < line.length() && Character.digit(line.charAt(end), 10) >= 0) {
            end++;
        }
        return end > index + 1 && end < line.length() && line.charAt(end) == ']';
    }

    /// Steps over `[12]` and answers the number, or the greatest there is where it is greater.
    int takeRow() {
        take();
        long row = 0;
        for (int c = take(); c != ']'; c = take()) {
            row = Math.min(Integer.MAX_VALUE, row * 10 + Character.digit(c, 10));
        }
        return (int) row;
    }

    /// The row here, and the index of this place on it.
    Statement.Typed typed() {
        return new Statement.Typed(line, index, index);
    }

    /// From there to here, or to the end of the row where this is another one.
    Statement.Typed typedSince(Statement.Typed start) {
        boolean sameRow = start.row() == line;
        return new Statement.Typed(
                start.row(), start.from(), sameRow ? index : start.row().length());
    }

    Position position() {
        return new Position(number, column);
    }

    /// From there to here, on the line where it began.
    Span since(Position start) {
        return new Span(start, start.line() == number ? Math.max(1, column - start.column()) : 1);
    }

    void problem(Span span, String message, String hint) {
        diagnostics.add(Diagnostic.usage(span, message, hint));
    }

    /// What seemed wrong after this place was not: it stands in a quote that has no end.
    void forgetProblemsAfter(Position start) {
        diagnostics.removeIf(diagnostic -> diagnostic.span().start().compareTo(start) > 0);
    }

    /// The problems since they were last taken, in the order in which they were found.
    List<Diagnostic> takeProblems() {
        List<Diagnostic> taken = List.copyOf(diagnostics);
        diagnostics.clear();
        return taken;
    }
}
