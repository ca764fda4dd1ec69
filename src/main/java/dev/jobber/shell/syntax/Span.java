package dev.jobber.shell.syntax;

/// A stretch of one line of a text.
///
/// @param start its first character
/// @param length how many code points it is long, on that line
public record Span(Position start, int length) {
    public static Span at(int line, int column, int length) {
        return new Span(new Position(line, column), length);
    }
}
