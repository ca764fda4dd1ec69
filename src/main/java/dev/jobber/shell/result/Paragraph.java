package dev.jobber.shell.result;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Breaks a sentence into rows.
public final class Paragraph {
    /// What is in quotes can be copied whole.
    private static final Pattern WORD = Pattern.compile("'[^']*'\\S*|\\S+");

    private static final String INDENT = "  ";

    /// A narrower screen breaks the rows itself.
    private static final int NARROWEST = 20;

    private Paragraph() {}

    /// The sentence in rows of at most this number of columns, broken at blanks; the rows after the
    /// first are indented. A word that is wider has a row of its own.
    public static String rows(String sentence, int columns) {
        return rows(sentence, columns, INDENT);
    }

    /// The sentence in rows of at most this number of columns, as [#rows(String, int)] breaks it;
    /// no row is indented.
    public static String flush(String sentence, int columns) {
        return rows(sentence, columns, "");
    }

    private static String rows(String sentence, int columns, String indent) {
        int most = Math.max(NARROWEST, columns);
        var rows = new StringBuilder();
        int width = 0;
        Matcher words = WORD.matcher(sentence);
        while (words.find()) {
            String word = words.group();
            int wide = Table.width(word);
            if (width == 0) {
                width = wide;
            } else if (width + 1 + wide <= most) {
                rows.append(' ');
                width += 1 + wide;
            } else {
                rows.append('\n').append(indent);
                width = indent.length() + wide;
            }
            rows.append(word);
        }
        return rows.toString();
    }
}
