package dev.jobber.shell.parse;

import java.util.OptionalInt;

/// A limit: so many at most, or any number.
///
/// @param count how many; empty for any number
public record CountLimit(OptionalInt count) {
    /// Reads a count or `none`.
    static CountLimit parse(String text) {
        return new CountLimit(
                text.equals("none") ? OptionalInt.empty() : OptionalInt.of(Converters.count(text)));
    }
}
