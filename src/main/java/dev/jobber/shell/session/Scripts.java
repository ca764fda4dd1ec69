package dev.jobber.shell.session;

import dev.jobber.shell.result.Answer;
import java.nio.file.Path;
import java.util.Optional;

/// Files of lines, as a command runs them.
public interface Scripts {
    /// Runs a file.
    ///
    /// @param written its path, as the user wrote it
    Answer run(String written);

    /// The file or folder that a word of a line means: a relative path is relative to the folder of
    /// the file whose line it is, or to where the shell was started.
    Path path(String written);

    /// What the rc file is called, where there is one.
    Optional<String> rc();

    /// Runs the rc file, unless others may write to it.
    Answer runRc();
}
