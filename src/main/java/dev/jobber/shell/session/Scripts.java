package dev.jobber.shell.session;

import dev.jobber.shell.result.Answer;
import dev.jobber.shell.syntax.Word;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Runs files of lines for a command.
public interface Scripts {
    /// Runs a file.
    ///
    /// @param written its path, as the user wrote it
    Answer run(String written);

    /// The file or folder that a word of a line means. A relative path in a file is relative to the
    /// folder of that file; at the prompt it is relative to the shell's start folder.
    Path path(String written);

    /// The same for later: paths stay relative to the file whose line runs now.
    Scripts here();

    /// A command for later, in words that have been found to be fine.
    LaterCommand later(List<Word> words);

    /// The name of the rc file, if there is one.
    Optional<String> rc();

    /// Runs the rc file, unless other users may write to it.
    Answer runRc();

    /// Reads the rc file again, and answers what has changed in it. Unchanged lines that have
    /// started something are not run again; what is defined no more is removed.
    ///
    /// @param isDry only answers
    Answer reload(boolean isDry);
}
