package dev.jobber.shell.result;

import java.util.Collection;

/// The error of a word that must be one of a few.
public final class Choices {
    private Choices() {}

    /// `unknown level 'inof' (did you mean 'info'?)`
    public static ShellException unknown(String what, String written, Collection<String> words) {
        return new ShellException(error(ErrorCode.USAGE, what, written, words));
    }

    /// `unknown command 'hepl' (did you mean 'help'?)`
    public static ShellException unknown(
            ErrorCode code,
            String what,
            String written,
            Collection<String> words,
            String otherwise) {
        return new ShellException(error(code, what, written, words, otherwise));
    }

    /// `unknown level 'inof' (did you mean 'info'?)`
    public static UserError error(
            ErrorCode code, String what, String written, Collection<String> words) {
        return error(
                code,
                what,
                written,
                words,
                words.isEmpty()
                        ? "there is no " + what + " yet"
                        : "expected one of " + String.join(", ", words));
    }

    private static UserError error(
            ErrorCode code,
            String what,
            String written,
            Collection<String> words,
            String otherwise) {
        return new UserError(
                code,
                "unknown " + what + " '" + written + "'",
                DidYouMean.hint(written, words, otherwise));
    }
}
