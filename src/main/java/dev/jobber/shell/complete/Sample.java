package dev.jobber.shell.complete;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Some of many texts: the first ones, and those two between which all others lie, so that the
/// common beginning of the sample is that of all.
final class Sample {
    private final int most;
    private final List<String> first = new ArrayList<>();
    private String least = "";
    private String greatest = "";

    /// @param most how many of the first ones are kept
    Sample(int most) {
        this.most = most;
    }

    void add(String text) {
        if (first.isEmpty() || text.compareTo(least) < 0) {
            least = text;
        }
        if (first.isEmpty() || text.compareTo(greatest) > 0) {
            greatest = text;
        }
        if (first.size() < most) {
            first.add(text);
        }
    }

    List<String> texts() {
        if (first.isEmpty()) {
            return List.of();
        }
        LinkedHashSet<String> all = new LinkedHashSet<>(first);
        all.add(least);
        all.add(greatest);
        return List.copyOf(all);
    }
}
