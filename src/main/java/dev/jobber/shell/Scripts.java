package dev.jobber.shell;

import java.util.Optional;

/// Files of lines, as a command runs them.
public interface Scripts {

    /// Runs a file.
    ///
    /// @param written its path, as the user wrote it
    Answer run(String written);

    /// What the rc file is called, where there is one.
    Optional<String> rc();

    /// Runs the rc file, unless others may write to it.
    Answer runRc();
}
