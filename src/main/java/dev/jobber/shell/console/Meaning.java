package dev.jobber.shell.console;

/// What a word of a line means, which its colour shows while the line is typed.
public enum Meaning {
    /// Nothing special, or nothing that is known.
    PLAIN,
    /// The name of a command, or of a command of it.
    COMMAND,
    /// The name of an option.
    OPTION,
    /// A pid whose process lives.
    ALIVE,
    /// A pid whose process has ended.
    ENDED,
    /// It cannot be right.
    WRONG
}
