package dev.jobber.shell;

import java.util.Comparator;

/// A place in a text: line and column, both from 1, columns counted in code points.
public record Position(int line, int column) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
