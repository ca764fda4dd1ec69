package dev.jobber.shell;

import java.util.Optional;

/// An error as it is told to the user: one line, unless it is a report.
///
/// @param code what kind it is
/// @param message what was expected and what came
/// @param hint what to do, as `did you mean '5s'?`; empty where there is nothing to say
/// @param report all that is wrong with a file, in place of the message
public record Fault(ErrorCode code, String message, String hint, Optional<String> report) {

    /// What users write may be long, and what it is matters at its begin.
    private static final int LONGEST = 500;

    public Fault {
        message = shown(message);
        hint = shown(hint);
    }

    /// An error with a hint.
    public Fault(ErrorCode code, String message, String hint) {
        this(code, message, hint, Optional.empty());
    }

    /// An error without a hint.
    public static Fault of(ErrorCode code, String message) {
        return new Fault(code, message, "");
    }

    /// A line that is not as it should be.
    public static Fault usage(String message, String hint) {
        return new Fault(ErrorCode.USAGE, message, hint);
    }

    /// A line that is not as it should be.
    public static Fault usage(String message) {
        return of(ErrorCode.USAGE, message);
    }

    /// All that is wrong with a file.
    static Fault report(String text) {
        return new Fault(ErrorCode.USAGE, "", "", Optional.of(text));
    }

    /// The same error at a place that is told first; a report tells its places itself.
    Fault at(String place) {
        return new Fault(code, report.isPresent() ? message : place + message, hint, report);
    }

    /// Message and hint in one sentence, or the report.
    public String sentence() {
        return report.orElseGet(() -> hint.isEmpty() ? message : message + " (" + hint + ")");
    }

    static String shown(String text) {
        return Printable.text(
                text.length() > LONGEST
                        ? text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…"
                        : text);
    }
}
