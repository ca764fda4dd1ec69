package dev.jobber.job.policy;

import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What stands in a line, the first in front. Each can leave the line in constant time.
///
/// Not for use by several threads at once.
///
/// @param <P> what stands there
final class Line<P extends Line.Place<P>> {
    /// What can stand in one line at a time.
    ///
    /// @param <P> what it is
    abstract static class Place<P extends Place<P>> {
        @Nullable Line<P> line;
        @Nullable P before;
        @Nullable P after;

        Place() {}
    }

    private @Nullable P first;
    private @Nullable P last;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return first == null;
    }

    /// The first in the line.
    P first() {
        if (first == null) {
            throw new NoSuchElementException("the line is empty");
        }
        return first;
    }

    /// It stands behind all others from now on.
    void addLast(P place) {
        enter(place);
        place.before = last;
        if (last == null) {
            first = place;
        } else {
            last.after = place;
        }
        last = place;
    }

    /// It stands in front of all others from now on.
    void addFirst(P place) {
        enter(place);
        place.after = first;
        if (first == null) {
            last = place;
        } else {
            first.before = place;
        }
        first = place;
    }

    private void enter(P place) {
        if (place.line != null) {
            throw new IllegalStateException("expected what stands in no line");
        }
        place.line = this;
        size++;
    }

    /// It stands here no more. Throws [IllegalStateException] if it did not.
    void leave(P place) {
        if (place.line != this) {
            throw new IllegalStateException("expected what stands in this line");
        }
        P before = place.before;
        P after = place.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        place.line = null;
        place.before = null;
        place.after = null;
        size--;
    }

    /// Calls code with each, from the first to the last.
    void forEach(Consumer<P> code) {
        for (P place = first; place != null; place = place.after) {
            code.accept(place);
        }
    }
}
