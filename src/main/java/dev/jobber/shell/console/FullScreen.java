package dev.jobber.shell.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A view that takes the whole screen of a terminal until the user leaves it. One thread calls all
/// its methods.
public interface FullScreen {
    /// What is to be seen now.
    ///
    /// @return at most that number of rows, none wider than that number of columns; coloured as
    ///   answers are
    List<String> draw(int columns, int rows);

    /// The user has pressed a key.
    void press(Key key);

    /// How long what was drawn may stand if no key is pressed; empty if the view is over.
    Optional<Duration> untilNext();
}
