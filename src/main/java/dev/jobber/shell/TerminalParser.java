package dev.jobber.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Asks the lexer what JLine wants to know of a line: whether it is whole, and which word is being
/// completed.
final class TerminalParser implements Parser {

    /// What stands before a further line of a text that lacks nothing so far.
    private static final String NEXT_LINE = Missing.CONTINUATION.prompt();

    /// From so many characters on a text was pasted; lexing all of it again for each of its lines
    /// would take too long.
    private static final int LONG_TEXT = 5_000;

    @Override
    public ParsedLine parse(String text, int cursor, ParseContext context) {
        return switch (context) {
            case ACCEPT_LINE -> {
                Lexer.missing(text).ifPresent(sign -> isMissing(sign.prompt()));
                yield atCursor(text, text.length());
            }
            case SECONDARY_PROMPT -> {
                var missing =
                        text.length() < LONG_TEXT ? Lexer.missing(text) : Optional.<Missing>empty();
                isMissing(missing.map(Missing::prompt).orElse(NEXT_LINE));
                yield atCursor(text, text.length());
            }
            case COMPLETE, SPLIT_LINE, UNSPECIFIED -> atCursor(text, cursor);
        };
    }

    private static void isMissing(String prompt) {
        throw new EOFError(-1, -1, "expected more, got: the end of the line", prompt);
    }

    private static Parsed atCursor(String text, int cursor) {
        var before = text.substring(0, cursor);
        var word = wordAtEnd(before);
        return new Parsed(text, cursor, word, cursor - beginOfWord(before, word));
    }

    /// The word being typed. The first characters of a pid look like a comment to the lexer.
    private static Lexer.AtCursor wordAtEnd(String text) {
        int begin = text.lastIndexOf('#');
        if (begin >= 0 && "#PID".startsWith(text.substring(begin))) {
            var there = Lexer.atCursor(text.substring(0, begin));
            if (there.current().isEmpty() && there.quote().isEmpty()) {
                return new Lexer.AtCursor(there.before(), text.substring(begin), Optional.empty());
            }
        }
        return Lexer.atCursor(text);
    }

    /// Where the word at the end begins: the last place from which on the text before it ends in no
    /// word.
    private static int beginOfWord(String text, Lexer.AtCursor word) {
        if (word.current().isEmpty() && word.quote().isEmpty()) {
            return text.length();
        }
        for (int begin = text.length() - 1; begin > 0; begin--) {
            char c = text.charAt(begin - 1);
            if (c == ' ' || c == '\t' || c == '\n' || c == ';') {
                var there = Lexer.atCursor(text.substring(0, begin));
                if (there.before().equals(word.before())
                        && there.current().isEmpty()
                        && there.quote().isEmpty()) {
                    return begin;
                }
            }
        }
        return 0;
    }

    /// A line as completion sees it: the text after the cursor stays as it is.
    ///
    /// @param rawLength how many characters of the text the word takes, its quotes included
    record Parsed(String line, int cursor, Lexer.AtCursor at, int rawLength)
            implements CompletingParsedLine {

        @Override
        public String word() {
            return at.current();
        }

        @Override
        public int wordCursor() {
            return at.current().length();
        }

        @Override
        public int wordIndex() {
            return at.before().size();
        }

        @Override
        public List<String> words() {
            var words = new ArrayList<>(at.before());
            words.add(at.current());
            return words;
        }

        @Override
        public int rawWordCursor() {
            return rawLength;
        }

        @Override
        public int rawWordLength() {
            return rawLength;
        }

        /// Quotes a value that would not be read back as one word otherwise.
        @Override
        public CharSequence escape(CharSequence value, boolean complete) {
            var text = value.toString();
            return switch (at.quote().orElse(Missing.CONTINUATION)) {
                case SINGLE_QUOTE -> quoted(text, "'", complete);
                case DOUBLE_QUOTE -> quoted(text.replaceAll("[\\\\\"$]", "\\\\$0"), "\"", complete);
                case CONTINUATION -> isBare(text) ? text : quoted(text, "'", complete);
            };
        }

        private static String quoted(String text, String quote, boolean complete) {
            return quote + text + (complete ? quote : "");
        }

        private static boolean isBare(String text) {
            var line = Lexer.all(text);
            return line.problems().isEmpty()
                    && line.statements().size() == 1
                    && line.statements().getFirst().words().size() == 1
                    && line.statements()
                            .getFirst()
                            .words()
                            .getFirst()
                            .constant()
                            .equals(Optional.of(text));
        }
    }
}
