package dev.jobber.shell.console;

import java.util.Collections;
import java.util.List;

/// Finds the words that may stand at a place of a command line: commands, options, their values,
/// and the names of processes and jobs. It reads snapshots and waits for no process, so any thread
/// may call it.
public interface Completions {
    /// What may stand for the current word, best first.
    ///
    /// @param before the words of this command that stand before it, as
    ///   [dev.jobber.shell.syntax.Lexer#atCursor(String)] finds them; empty where a command's name
    ///   stands
    /// @param current the part of the word that stands before the cursor; may be empty
    List<Suggestion> complete(List<String> before, String current);

    /// What may stand after `$`: the names of values, or `NAME.FIELD` for the parts of one.
    ///
    /// @param begun what stands there
    default List<Suggestion> references(String begun) {
        return List.of();
    }

    /// What each word of a command means.
    ///
    /// @param words its words, the command's name first
    /// @param isTyped whether the last one is still being typed
    default List<Meaning> meanings(List<String> words, boolean isTyped) {
        return Collections.nCopies(words.size(), Meaning.PLAIN);
    }
}
