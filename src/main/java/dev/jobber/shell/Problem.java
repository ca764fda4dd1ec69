package dev.jobber.shell;

/// An error and where in a text it is.
public record Problem(Span span, Fault fault) {

    /// Orders problems of one text by where they begin.
    int compareByPlace(Problem other) {
        return span.start().compareTo(other.span.start());
    }

    /// A line that is not as it should be.
    static Problem usage(Span span, String message, String hint) {
        return new Problem(span, Fault.usage(message, hint));
    }
}
