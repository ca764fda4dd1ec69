package dev.jobber.shell.session;

import java.util.Locale;

/// How results are written: `-o` and `set output`.
public enum Output {
    /// For people.
    TEXT,
    /// One line for every command.
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
