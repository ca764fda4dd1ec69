package dev.jobber.shell.parse;

import dev.jobber.shell.syntax.Word;
import java.util.List;
import java.util.Set;

/// Words of a line that are a command for later: what they stand for is looked up when it runs.
///
/// @param from the index of its first word in the line; where the line ends if it has none
/// @param names the names that have values then
public record LaterWords(int from, Set<String> names) {
    /// The words behind the first `--` of a line.
    public static LaterWords afterDashes(List<Word> line, Set<String> names) {
        int dashes = 0;
        while (dashes < line.size() && !line.get(dashes).isBare("--")) {
            dashes++;
        }
        return new LaterWords(Math.min(dashes + 1, line.size()), names);
    }
}
