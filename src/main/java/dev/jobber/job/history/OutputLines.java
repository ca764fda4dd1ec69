package dev.jobber.job.history;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Cuts what is printed on one stream into lines, adds them to what its attempt has printed, and
/// tells each line when it is whole.
///
/// One thread adds; any thread may look.
public final class OutputLines {
    /// A line that is longer is cut, and says so.
    static final int LONGEST_LINE = 64 * 1024;

    private final AttemptLog log;
    private final OutputRing ring;
    private final OutputLine.Origin origin;
    private final int longest;
    private final Consumer<String> listener;

    /// The line that has no end yet, and how many bytes of it were cut.
    private ByteArrayOutputStream line = new ByteArrayOutputStream(0);

    private long cut;
    private volatile String last = "";

    /// @param log guards the ring and the line
    /// @param listener is told each line, without its end
    OutputLines(
            AttemptLog log,
            OutputRing ring,
            int limit,
            OutputLine.Origin origin,
            Consumer<String> listener) {
        this.log = log;
        this.ring = ring;
        this.origin = origin;
        this.longest = Math.min(LONGEST_LINE, limit - 1);
        this.listener = listener;
    }

    /// Lines that belong to no attempt of a job.
    ///
    /// @param limit how many bytes are kept at most
    /// @param listener is told each line, without its end
    public static OutputLines of(int limit, Consumer<String> listener) {
        var log =
                new AttemptLog(
                        limit,
                        news -> {
                            if (news instanceof AttemptLog.News.Printed(String line)) {
                                listener.accept(line);
                            }
                        });
        return log.output();
    }

    /// The last line that is not empty, as text; empty if there is none.
    public String last() {
        return last;
    }

    /// More has been printed.
    public void add(byte[] bytes, int length) {
        List<OutputLine> whole = new ArrayList<>();
        synchronized (log) {
            int begin = 0;
            for (int i = 0; i < length; i++) {
                if (bytes[i] == '\n') {
                    addToLine(bytes, begin, i - begin);
                    line.write('\n');
                    whole.add(endLine());
                    begin = i + 1;
                }
            }
            addToLine(bytes, begin, length - begin);
            if (!whole.isEmpty()) {
                log.notifyAll();
            }
        }
        whole.forEach(this::tell);
    }

    /// Nothing more will be printed: a last line without an end counts, too.
    public void end() {
        Optional<OutputLine> rest;
        synchronized (log) {
            rest = finish();
            log.notifyAll();
        }
        rest.ifPresent(this::tell);
    }

    /// Adds the line that has no end, if there is one, and lets its room go. The caller holds the
    /// log.
    Optional<OutputLine> finish() {
        Optional<OutputLine> rest = line.size() > 0 ? Optional.of(endLine()) : Optional.empty();
        line = new ByteArrayOutputStream(0);
        return rest;
    }

    /// The line that has no end yet, if there is one. The caller holds the log.
    Optional<OutputLine> unfinished() {
        return line.size() > 0
                ? Optional.of(new OutputLine(line.toByteArray(), origin, cut))
                : Optional.empty();
    }

    private void addToLine(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0 && cut == 0) {
            int fits = Math.min(left, longest - line.size());
            line.write(bytes, from, fits);
            from += fits;
            left -= fits;
            if (left > 0 && !forgetOverwritten()) {
                break;
            }
        }
        cut += left;
    }

    /// Forgets what a carriage return lets the rest of a long line overwrite: a display of progress
    /// is one line however long it runs.
    ///
    /// @return whether that makes room
    private boolean forgetOverwritten() {
        byte[] bytes = line.toByteArray();
        int start = bytes.length - 2;
        while (start > 0 && bytes[start] != '\r') {
            start--;
        }
        if (start <= 0) {
            return false;
        }
        line.reset();
        line.write(bytes, start, bytes.length - start);
        return true;
    }

    private OutputLine endLine() {
        var whole = new OutputLine(line.toByteArray(), origin, cut);
        ring.append(whole);
        line.reset();
        cut = 0;
        return whole;
    }

    private void tell(OutputLine whole) {
        String text = whole.text();
        if (!text.isBlank()) {
            last = text;
        }
        listener.accept(text);
    }
}
