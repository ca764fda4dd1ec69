package dev.jobber.shell.log;

import java.util.Optional;

/// The text of a log entry.
///
/// @param whole all of it; one line or several, which stay together
/// @param brief the same in fewer lines, where there is a report of many
public record LogText(String whole, Optional<String> brief) {
    /// A text that has no shorter form.
    public static LogText of(String whole) {
        return new LogText(whole, Optional.empty());
    }
}
