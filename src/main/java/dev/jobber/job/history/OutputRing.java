package dev.jobber.job.history;

import java.util.Arrays;

/// The last lines that an attempt has printed, as bytes. When there are too many, the oldest lines
/// go.
///
/// Safe for use by several threads.
public final class OutputRing {
    private static final int FIRST_CAPACITY = 1024;

    private final int limit;
    private byte[] bytes = new byte[0];
    private int first;
    private int count;
    private long dropped;

    /// @param limit how many bytes are kept at most
    OutputRing(int limit) {
        this.limit = limit;
    }

    /// What is kept.
    ///
    /// @param bytes what was printed, as it was printed
    /// @param dropped how many lines went before
    public record Kept(byte[] bytes, long dropped) {}

    /// Adds bytes of the current line, or its end.
    ///
    /// @param length at most the limit
    synchronized void append(byte[] source, int offset, int length) {
        while (count + length > limit) {
            dropLine();
        }
        reserve(count + length);
        int end = (first + count) % bytes.length;
        int untilWrap = Math.min(length, bytes.length - end);
        System.arraycopy(source, offset, bytes, end, untilWrap);
        System.arraycopy(source, offset + untilWrap, bytes, 0, length - untilWrap);
        count += length;
    }

    private void dropLine() {
        int length = 0;
        while (length < count && bytes[(first + length++) % bytes.length] != '\n') {
            // Goes on to the end of the line.
        }
        first = (first + length) % bytes.length;
        count -= length;
        dropped++;
    }

    private void reserve(int wanted) {
        if (wanted > bytes.length) {
            int capacity = Math.min(limit, Math.max(FIRST_CAPACITY, 2 * wanted));
            bytes = Arrays.copyOf(all(), capacity);
            first = 0;
        }
    }

    private byte[] all() {
        var all = new byte[count];
        int untilWrap = Math.min(count, bytes.length - first);
        System.arraycopy(bytes, first, all, 0, untilWrap);
        System.arraycopy(bytes, 0, all, untilWrap, count - untilWrap);
        return all;
    }

    /// What is kept now.
    public synchronized Kept kept() {
        return new Kept(all(), dropped);
    }
}
