package dev.jobber.shell.terminal;

import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.History;

/// What the line that is being typed may become: the rest of the latest line of the history that
/// begins as it does. It stands in grey behind the cursor until a key takes it.
///
/// JLine can do the same, but shows what is in the history as it stands: control characters, and
/// several rows.
final class HistorySuggestion {
    /// A longer line was pasted.
    private static final int LONGEST = 500;

    private static final Pattern WORD = Pattern.compile("\\s*\\S+");
    private static final EditedText SHOWN = new EditedText(false);

    private HistorySuggestion() {}

    /// The rest of that line; empty where there is none.
    static String of(String typed, History history) {
        if (typed.isBlank() || typed.indexOf('\n') >= 0 || history.isEmpty()) {
            return "";
        }
        Iterator<History.Entry> latestFirst = history.reverseIterator();
        while (latestFirst.hasNext()) {
            String line = latestFirst.next().line();
            if (line.length() > typed.length() && line.startsWith(typed) && isPlain(line)) {
                return line.substring(typed.length());
            }
        }
        return "";
    }

    /// Its first word, with the blanks before it.
    static String word(String suggestion) {
        Matcher word = WORD.matcher(suggestion);
        return word.lookingAt() ? word.group() : suggestion;
    }

    /// Whether it can be shown in one row as it stands.
    private static boolean isPlain(String line) {
        return line.length() <= LONGEST
                && line.indexOf('\n') < 0
                && line.indexOf('\t') < 0
                && SHOWN.of(line).equals(line);
    }
}
