package dev.jobber.shell.view;

import java.util.Locale;

/// How a supervision tree is written.
public enum TreeFormat {
    /// Lines for people, with lines between them where the terminal can show them.
    TEXT,
    /// The same in ASCII.
    ASCII,
    /// JSON.
    JSON,
    /// The language of Graphviz.
    DOT,
    /// The language of Mermaid, for Markdown.
    MERMAID,
    /// A picture.
    SVG;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
