package dev.jobber.shell;

import java.util.Collection;

/// Errors of words that must be one of a few.
public final class Choices {

    private Choices() {}

    /// `unknown level 'inof' (did you mean 'info'?)`
    public static ShellException unknown(String what, String written, Collection<String> words) {
        return new ShellException(fault(ErrorCode.USAGE, what, written, words));
    }

    /// `unknown level 'inof' (did you mean 'info'?)`
    public static Fault fault(
            ErrorCode code, String what, String written, Collection<String> words) {
        var all = String.join(", ", words);
        return new Fault(
                code,
                "unknown " + what + " '" + written + "'",
                Suggestions.hint(
                        written,
                        words,
                        words.isEmpty() ? "there is none yet" : "expected one of " + all));
    }
}
