package dev.jobber.job.history;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts what a program prints into lines, keeps them in a ring, and tells each line when it is
/// whole.
///
/// For use by one thread.
public final class OutputLines {
    /// A line that is longer is cut, and says so.
    static final int LONGEST_LINE = 64 * 1024;

    private final OutputRing ring;
    private final int longest;
    private final Consumer<String> listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(0);
    private long cut;
    private String last = "";

    /// @param limit how many bytes are kept at most
    /// @param listener is told each line, without its end
    public OutputLines(int limit, Consumer<String> listener) {
        this.ring = new OutputRing(limit);
        this.longest = Math.min(LONGEST_LINE, limit / 2);
        this.listener = listener;
    }

    public OutputRing ring() {
        return ring;
    }

    /// The last line that is not empty, as text; empty if there is none.
    public String last() {
        return last;
    }

    /// More has been printed.
    public void add(byte[] bytes, int length) {
        int begin = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                addToLine(bytes, begin, i - begin);
                endLine(true);
                begin = i + 1;
            }
        }
        addToLine(bytes, begin, length - begin);
    }

    /// Nothing more will be printed: a last line without an end counts, too.
    public void end() {
        if (line.size() > 0 || cut > 0) {
            endLine(false);
        }
    }

    private void addToLine(byte[] bytes, int offset, int length) {
        int fits = Math.min(length, longest - line.size());
        line.write(bytes, offset, fits);
        cut += length - fits;
    }

    private void endLine(boolean hasEnd) {
        if (cut > 0) {
            line.writeBytes((" [" + cut + " bytes cut]").getBytes(StandardCharsets.US_ASCII));
        }
        String text = OutputText.line(line.toByteArray());
        if (hasEnd) {
            line.write('\n');
        }
        ring.append(line.toByteArray(), 0, line.size());
        line.reset();
        cut = 0;
        if (!text.isBlank()) {
            last = text;
        }
        listener.accept(text);
    }
}
