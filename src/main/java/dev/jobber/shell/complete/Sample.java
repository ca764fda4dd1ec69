package dev.jobber.shell.complete;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Some of many texts: the first ones, and those two between which all others lie, so that the
/// common beginning of the sample is that of all.
final class Sample {
    private final int most;
    private final List<String> first = new ArrayList<>();
    private Optional<String> least = Optional.empty();
    private Optional<String> greatest = Optional.empty();

    /// @param most how many of the first ones are kept
    Sample(int most) {
        this.most = most;
    }

    /// The text is one of the many.
    void among(String text) {
        if (least.isEmpty() || text.compareTo(least.get()) < 0) {
            least = Optional.of(text);
        }
        if (greatest.isEmpty() || text.compareTo(greatest.get()) > 0) {
            greatest = Optional.of(text);
        }
    }

    /// The text is the next of the many.
    void add(String text) {
        among(text);
        if (first.size() < most) {
            first.add(text);
        }
    }

    List<String> texts() {
        LinkedHashSet<String> all = new LinkedHashSet<>(first);
        least.ifPresent(all::add);
        greatest.ifPresent(all::add);
        return List.copyOf(all);
    }
}
