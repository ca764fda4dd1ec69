package dev.jobber.shell.parse;

import dev.jobber.shell.syntax.Word;
import java.util.List;
import java.util.Set;

/// Words of a line that are a command for later: what they stand for is looked up when it runs.
///
/// @param from the index of its first word in the line; where the line ends if it has none
/// @param names the names that have values then
@SuppressWarnings(
        "exports") // an application may use some of this package, and not what it is made of
public record LaterWords(int from, Set<String> names) {
    /// The words behind the first `--` of a line.
    public static LaterWords afterDashes(List<Word> line, Set<String> names) {
        int dashes = 0;
        while (dashes < line.size() && !line.get(dashes).isBare("--")) {
            dashes++;
        }
        return new LaterWords(Math.min(dashes + 1, line.size()), names);
    }

    /// The words from the first one on that is neither an option nor the value of one. `--` may
    /// stand before it.
    ///
    /// @param options the options that take a value, which may also be joined to the option
    public static LaterWords afterOptions(List<Word> line, Set<String> options) {
        int at = 1;
        while (at < line.size()) {
            String word = line.get(at).constant().orElse("");
            if (word.equals("--")) {
                return new LaterWords(at + 1, Set.of());
            }
            if (!word.startsWith("-")) {
                break;
            }
            at += options.contains(word) ? 2 : 1;
        }
        return new LaterWords(Math.min(at, line.size()), Set.of());
    }
}
