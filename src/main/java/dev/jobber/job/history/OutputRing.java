package dev.jobber.job.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The last lines that an attempt has printed, as bytes. When there are too many, the oldest lines
/// go.
///
/// Lines are numbered from 0. Not for use by several threads at once.
final class OutputRing {
    private static final int FIRST_CAPACITY = 1024;
    private static final int MANY = 1 << 16;

    private final int limit;
    private byte[] bytes = new byte[0];
    private int first;
    private int count;

    /// The number of the first line that is kept, and the number of the next.
    private long firstLine;

    private long nextLine;

    /// Lines that were cut or have no end: their bytes do not say where they end.
    private final TreeMap<Long, Odd> odd = new TreeMap<>();

    /// The lines from standard error, counted from this line on.
    private BitSet errors = new BitSet();

    private long errorsFrom;

    private record Odd(int length, long cut) {}

    /// @param limit how many bytes are kept at most
    /// @param before how many lines went before
    OutputRing(int limit, long before) {
        this.limit = limit;
        firstLine = before;
        nextLine = before;
        errorsFrom = before;
    }

    /// The number of the first line that is kept, which is how many have gone.
    long firstLine() {
        return firstLine;
    }

    /// The number of the line that is printed next.
    long nextLine() {
        return nextLine;
    }

    /// Adds a line, which must not be longer than the limit.
    void append(OutputLine line) {
        byte[] source = line.bytes();
        while (count + source.length > limit) {
            dropLine();
        }
        reserve(count + source.length);
        int end = bytes.length == 0 ? 0 : (first + count) % bytes.length;
        int untilWrap = Math.min(source.length, bytes.length - end);
        System.arraycopy(source, 0, bytes, end, untilWrap);
        System.arraycopy(source, untilWrap, bytes, 0, source.length - untilWrap);
        count += source.length;
        if (line.cut() > 0 || source.length == 0 || source[source.length - 1] != '\n') {
            odd.put(nextLine, new Odd(source.length, line.cut()));
        }
        if (line.origin() == OutputLine.Origin.ERROR) {
            errors.set((int) (nextLine - errorsFrom));
        }
        nextLine++;
    }

    private void dropLine() {
        int length = length(firstLine, first, count);
        odd.remove(firstLine);
        first = (first + length) % bytes.length;
        count -= length;
        firstLine++;
        if (firstLine - errorsFrom == MANY) {
            errors = errors.get(MANY, Math.max(MANY, errors.length()));
            errorsFrom = firstLine;
        }
    }

    /// How long a line is.
    ///
    /// @param from where it begins
    /// @param most how many bytes follow from there
    private int length(long line, int from, int most) {
        @Nullable Odd special = odd.get(line);
        if (special != null) {
            return special.length();
        }
        int length = 0;
        while (length < most && bytes[(from + length++) % bytes.length] != '\n') {
            // Goes on to the end of the line.
        }
        return length;
    }

    private void reserve(int wanted) {
        if (wanted > bytes.length) {
            int capacity = Math.min(limit, Math.max(FIRST_CAPACITY, 2 * wanted));
            bytes = Arrays.copyOf(copy(first, count), capacity);
            first = 0;
        }
    }

    private byte[] copy(int from, int length) {
        var copy = new byte[length];
        int untilWrap = Math.min(length, bytes.length - from);
        System.arraycopy(bytes, from, copy, 0, untilWrap);
        System.arraycopy(bytes, 0, copy, untilWrap, length - untilWrap);
        return copy;
    }

    /// Nothing more is printed: needs no more room than what is kept.
    void trim() {
        bytes = copy(first, count);
        first = 0;
    }

    /// The lines that are kept, from the one of this number on.
    List<OutputLine> from(long number) {
        List<OutputLine> lines = new ArrayList<>();
        int at = first;
        int left = count;
        for (long line = firstLine; line < nextLine; line++) {
            int length = length(line, at, left);
            if (line >= number) {
                lines.add(
                        new OutputLine(
                                copy(at, length),
                                errors.get((int) (line - errorsFrom))
                                        ? OutputLine.Origin.ERROR
                                        : OutputLine.Origin.OUTPUT,
                                odd.containsKey(line) ? odd.get(line).cut() : 0));
            }
            at = bytes.length == 0 ? 0 : (at + length) % bytes.length;
            left -= length;
        }
        return lines;
    }
}
