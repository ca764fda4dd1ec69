package dev.jobber.shell;

import java.util.OptionalInt;

/// A limit: so many at most, or any number.
///
/// @param count how many; empty for any number
public record AtMost(OptionalInt count) {

    /// Reads a count or `none`.
    static AtMost parse(String text) {
        return new AtMost(
                text.equals("none") ? OptionalInt.empty() : OptionalInt.of(Converters.count(text)));
    }
}
