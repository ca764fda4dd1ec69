package dev.jobber.shell.terminal;

import dev.jobber.shell.syntax.Incomplete;
import dev.jobber.shell.syntax.Lexer;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Asks the lexer what JLine wants to know of a line: whether it is whole.
final class TerminalParser implements Parser {
    /// What stands before a further line of a text that lacks nothing so far.
    private static final String NEXT_LINE = Incomplete.CONTINUATION.prompt();

    /// From so many characters on a text was pasted; lexing all of it again for each of its lines
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

    /// JLine looks at no words of it: [TabCompletion] does.
    private static ParsedLine atCursor(String text, int cursor) {
        return new Parsed(text, cursor);
    }

    private record Parsed(String line, int cursor) implements ParsedLine {
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
