package dev.jobber.shell.syntax;

import java.util.List;
import java.util.Optional;

/// The word that is being typed at the end of a text, and how it goes on.
public final class TypedWord {
    /// The first characters of a pid, which look like a comment to the lexer.
    private static final String PID = "#PID";

    private final String text;
    private final Lexer.AtCursor at;

    private TypedWord(String text, Lexer.AtCursor at) {
        this.text = text;
        this.at = at;
    }

    /// The word at the end of a text; empty where none is being typed, as in a comment, or none
    /// that is known, as one with a value in it.
    public static Optional<TypedWord> at(String text) {
        var word = new TypedWord(text, lexed(text));
        // There is a word where a letter would begin a word or continue one.
        boolean isWord = lexed(text + 'x').current().equals(word.current() + 'x');
        return isWord || word.beginsPid() ? Optional.of(word) : Optional.empty();
    }

    private static Lexer.AtCursor lexed(String text) {
        int begin = text.lastIndexOf('#');
        if (begin >= 0 && PID.startsWith(text.substring(begin))) {
            Lexer.AtCursor there = Lexer.atCursor(text.substring(0, begin));
            Lexer.AtCursor probe = Lexer.atCursor(text.substring(0, begin) + 'x');
            if (there.current().isEmpty()
                    && there.quote().isEmpty()
                    && probe.current().equals("x")) {
                return new Lexer.AtCursor(there.before(), text.substring(begin), Optional.empty());
            }
        }
        return Lexer.atCursor(text);
    }

    private boolean beginsPid() {
        return !at.current().isEmpty() && PID.startsWith(at.current());
    }

    /// The words of the command that stand before it.
    public List<String> before() {
        return at.before();
    }

    /// What the word stands for so far.
    public String current() {
        return at.current();
    }

    /// What must be added to the text so that the word stands for this value, which begins as the
    /// word does.
    ///
    /// @param finished whether an open quote is closed too
    /// @return empty where no addition does that
    public Optional<String> extended(String value, boolean finished) {
        String rest = value.substring(current().length());
        String added =
                switch (at.quote().orElse(Incomplete.CONTINUATION)) {
                    case SINGLE_QUOTE -> rest.replace("'", "'\\''") + (finished ? "'" : "");
                    case DOUBLE_QUOTE ->
                            rest.replaceAll("[\\\\\"$]", "\\\\$0") + (finished ? "\"" : "");
                    case CONTINUATION, HERE_TEXT -> bare(rest, finished);
                };
        Lexer.AtCursor then = lexed(text + added);
        return then.before().equals(before()) && then.current().equals(value)
                ? Optional.of(added)
                : Optional.empty();
    }

    private String bare(String rest, boolean finished) {
        if (current().isEmpty() && !rest.isEmpty() && !Quoting.quote(rest).equals(rest)) {
            return "'" + rest.replace("'", "'\\''") + (finished ? "'" : "");
        }
        var added = new StringBuilder();
        rest.codePoints()
                .forEach(c -> {
                    if (Characters.endsWord(c)
                            || Characters.isForeignBlank(c)
                            || "'\"\\$".indexOf(c) >= 0) {
                        added.append('\\');
                    }
                    added.appendCodePoint(c);
                });
        return added.toString();
    }
}
