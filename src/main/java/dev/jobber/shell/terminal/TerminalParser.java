package dev.jobber.shell.terminal;

import dev.jobber.shell.syntax.Incomplete;
import dev.jobber.shell.syntax.Lexer;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Tells JLine whether a line is complete. The lexer knows that.
final class TerminalParser implements Parser {
    /// The prompt of a continuation line when no quote or bracket is open.
    private static final String NEXT_LINE = Incomplete.CONTINUATION.prompt();

    /// A text with more characters was pasted. It is not checked after each of its lines, which
    /// would take too long.
    private static final int LONG_TEXT = 5_000;

    @Override
    public ParsedLine parse(String text, int cursor, ParseContext context) {
        return switch (context) {
            case ACCEPT_LINE -> {
                Lexer.incomplete(text).ifPresent(sign -> isMissing(sign.prompt()));
                yield atCursor(text, text.length());
            }
            case SECONDARY_PROMPT -> {
                Optional<Incomplete> incomplete =
                        text.length() < LONG_TEXT
                                ? Lexer.incomplete(text)
                                : Optional.<Incomplete>empty();
                isMissing(incomplete.map(Incomplete::prompt).orElse(NEXT_LINE));
                yield atCursor(text, text.length());
            }
            case COMPLETE, SPLIT_LINE, UNSPECIFIED -> atCursor(text, cursor);
        };
    }

    private static void isMissing(String prompt) {
        throw new EOFError(-1, -1, "the line is not complete", prompt);
    }

    /// JLine does not use the words of a line; [TabCompletion] finds its own.
    private static ParsedLine atCursor(String text, int cursor) {
        return new Parsed(text, cursor);
    }

    record Parsed(String line, int cursor) implements ParsedLine {
        @Override
        public String word() {
            return "";
        }

        @Override
        public int wordCursor() {
            return 0;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of();
        }
    }
}
