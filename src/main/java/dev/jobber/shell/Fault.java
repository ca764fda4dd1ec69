package dev.jobber.shell;

/// An error as it is told to the user.
///
/// @param code what kind it is
/// @param message what was expected and what came
/// @param hint what to do, as `did you mean '5s'?`; empty where there is nothing to say
public record Fault(ErrorCode code, String message, String hint) {

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

    /// Message and hint in one sentence.
    public String sentence() {
        return hint.isEmpty() ? message : message + " (" + hint + ")";
    }
}
