package dev.jobber.shell.export;

import dev.jobber.shell.export.CommandNode.Values;
import java.util.List;
import java.util.Locale;

/// A completion script for one shell of the operating system.
sealed interface CompletionScript permits BashCompletion, ZshCompletion, FishCompletion {
    /// The script, without the last line's end.
    String of(List<CommandNode> nodes);

    /// What scripts call a source of words.
    static String word(Values.Found found) {
        return found.name().toLowerCase(Locale.ROOT);
    }

    /// A text between single quotes in the way of POSIX.
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
