package dev.jobber.shell.complete;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Some of many texts that begin alike: the first ones, and those by which their common beginning
/// is that of all.
final class Sample {
    private final int most;
    private final int begin;
    private final List<String> first = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private String common = "";

    /// @param most how many of the first ones are kept
    /// @param begin what all texts begin with at least
    Sample(int most, String begin) {
        this.most = most;
        this.begin = begin.length();
    }

    /// Whether no further text can make the common beginning shorter, so that a text which is not
    /// to be added need not be made.
    boolean isSettled() {
        return !others.isEmpty() && common.length() <= begin;
    }

    /// The text is one of the many.
    void among(String text) {
        if (others.isEmpty()) {
            common = text;
            others.add(text);
        } else if (!isSettled() && !text.startsWith(common)) {
            int length = 0;
            while (length < text.length() && text.charAt(length) == common.charAt(length)) {
                length++;
            }
            common = common.substring(0, length);
            others.add(text);
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
        all.addAll(others);
        return List.copyOf(all);
    }

    /// The texts that are needed for the common beginning.
    List<String> others() {
        return List.copyOf(others);
    }
}
