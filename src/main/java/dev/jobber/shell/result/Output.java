package dev.jobber.shell.result;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How results are written: `-o` and `set output`.
public enum Output {
    /// For people.
    TEXT,
    /// One line for every command.
    JSON;

    /// The format of this name.
    public static Optional<Output> named(String word) {
        return Arrays.stream(values()).filter(each -> each.toString().equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
