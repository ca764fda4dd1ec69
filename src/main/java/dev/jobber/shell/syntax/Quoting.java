package dev.jobber.shell.syntax;

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
