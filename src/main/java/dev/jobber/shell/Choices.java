package dev.jobber.shell;

import java.util.Collection;

/// Errors of words that must be one of a few.
public final class Choices {

    private Choices() {}

    /// `unknown level 'inof' (did you mean 'info'?)`
    public static ShellException unknown(String what, String written, Collection<String> words) {
        return new ShellException(fault(ErrorCode.USAGE, what, written, words));
    }

    /// `unknown command 'hepl' (did you mean 'help'?)`
    static ShellException unknown(
            ErrorCode code,
            String what,
            String written,
            Collection<String> words,
            String otherwise) {
        return new ShellException(fault(code, what, written, words, otherwise));
    }

    /// `unknown level 'inof' (did you mean 'info'?)`
    public static Fault fault(
            ErrorCode code, String what, String written, Collection<String> words) {
        return fault(
                code,
                what,
                written,
                words,
                words.isEmpty()
                        ? "there is none yet"
                        : "expected one of " + String.join(", ", words));
    }

    private static Fault fault(
            ErrorCode code,
            String what,
            String written,
            Collection<String> words,
            String otherwise) {
        return new Fault(
                code,
                "unknown " + what + " '" + written + "'",
                Suggestions.hint(written, words, otherwise));
    }
}
