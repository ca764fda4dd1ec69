package dev.jobber.shell.view;

import java.util.Locale;

/// How a timeline is written.
public enum TimelineFormat {
    /// Lines for people, with blocks where the terminal can show them.
    TEXT,
    /// A picture.
    SVG;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
