package dev.jobber.shell.syntax;

/// A place in a text: line and column, both from 1, columns counted in code points.
public record Position(int line, int column) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
        return line == other.line
                ? Integer.compare(column, other.column)
                : Integer.compare(line, other.line);
    }
}
