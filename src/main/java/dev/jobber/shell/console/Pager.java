package dev.jobber.shell.console;

import java.util.Iterator;

/// Shows a text that is longer than the screen, page by page.
public interface Pager {
    /// How many rows the screen has.
    int rows();

    /// Shows a text until the user leaves it. No line of the log is written meanwhile.
    ///
    /// @param parts whole lines each, without the last one's end; asked for when they are looked at
    void show(Iterator<String> parts);
}
