package dev.jobber.shell.syntax;

import dev.jobber.shell.result.UserError;

/// An error and where in a text it is.
public record Diagnostic(Span span, UserError error) {
    /// Orders problems of one text by where they begin.
    public int compareByPlace(Diagnostic other) {
        return span.start().compareTo(other.span.start());
    }

    /// A line that is not as it should be.
    public static Diagnostic usage(Span span, String message, String hint) {
        return new Diagnostic(span, UserError.usage(message, hint));
    }
}
