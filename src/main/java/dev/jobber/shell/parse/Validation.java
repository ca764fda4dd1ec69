package dev.jobber.shell.parse;

import dev.jobber.shell.result.UserError;
import dev.jobber.shell.syntax.Word;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Takes what a command finds wrong with its line, and what the line defines.
@SuppressWarnings(
        "exports") // an application may use some of this package, and not what it is made of
public interface Validation {
    /// The names the line may use.
    JobNames names();

    /// Whether a word's text is known already; it is not where it stands for a value that only a
    /// run gives.
    boolean isKnown(String text);

    /// The line is wrong.
    ///
    /// @param word the text of the word that is to blame
    void problem(String word, UserError error);

    /// A part of a word is wrong.
    ///
    /// @param word the text of the word
    /// @param from the index of the first character of it that is to blame
    /// @param length how many characters are to blame
    void problem(String word, int from, int length, UserError error);

    /// The file or folder that a word means, in a file that is checked; empty where the line runs.
    Optional<Path> path(String written);

    /// The line is right, but what it asks for would not work if it ran now.
    ///
    /// @param word the text of the word that is to blame
    void warning(String word, String sentence);

    /// The line defines a job.
    void defines(String job, String kind);

    /// From this line on a job is defined no more.
    void undefines(String job);

    /// The line runs a file.
    ///
    /// @param word its path as it is written
    void runs(String word);

    /// The words of the line that are a command for later (see [ShellCommand#later]), which is read
    /// as a line of its own; empty where there are none.
    List<Word> runsLater();
}
