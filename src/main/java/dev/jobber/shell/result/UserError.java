package dev.jobber.shell.result;

import java.util.Optional;

/// An error as the user reads it: one line, unless it is a report.
///
/// @param code what kind it is
/// @param message what is wrong
/// @param hint what to do, as `did you mean '5s'?`; empty where there is nothing to say
/// @param report all that is wrong with a file, in place of the message
public record UserError(ErrorCode code, String message, String hint, Optional<String> report) {
    /// User input may be long; the start of it is kept, in characters.
    private static final int LONGEST = 500;

    public UserError {
        message = shown(message);
        hint = shown(hint);
    }

    /// An error with a hint.
    public UserError(ErrorCode code, String message, String hint) {
        this(code, message, hint, Optional.empty());
    }

    /// An error without a hint.
    public static UserError of(ErrorCode code, String message) {
        return new UserError(code, message, "");
    }

    /// A line that is not as it should be.
    public static UserError usage(String message, String hint) {
        return new UserError(ErrorCode.USAGE, message, hint);
    }

    /// A line that is not as it should be.
    public static UserError usage(String message) {
        return of(ErrorCode.USAGE, message);
    }

    /// All that is wrong with a file.
    public static UserError report(String text) {
        return new UserError(ErrorCode.USAGE, "", "", Optional.of(text));
    }

    /// The same error at a place that is told first; a report tells its places itself.
    public UserError at(String place) {
        return new UserError(code, report.isPresent() ? message : place + message, hint, report);
    }

    /// Message and hint in one sentence, or the report.
    public String sentence() {
        return report.orElseGet(() -> hint.isEmpty() ? message : message + " (" + hint + ")");
    }

    public static String shown(String text) {
        return Printable.text(
                text.length() > LONGEST
                        ? text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…"
                        : text);
    }
}
