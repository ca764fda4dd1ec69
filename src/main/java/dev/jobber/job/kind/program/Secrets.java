package dev.jobber.job.kind.program;

import dev.jobber.job.kind.program.os.OutputSink;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Secret values, which are shown as `***`.
///
/// Where one value is a part of another, the longer one counts. A value that is blank hides
/// nothing. A value of several lines is hidden as a whole, and so is each of its lines that is not
/// short: programs print such values with something before each line.
final class Secrets {
    /// Shown in place of a secret value.
    static final String HIDDEN = "***";

    /// There are none.
    static final Secrets NONE = new Secrets(List.of(), List.of());

    /// A shorter line of a value is too common to be hidden by itself.
    private static final int SHORTEST_LINE = 6;

    private final List<String> texts;
    private final List<byte[]> values;

    private Secrets(List<String> texts, List<byte[]> values) {
        this.texts = texts;
        this.values = values;
    }

    /// @param encoding the bytes of a value, as a program is given them
    static Secrets of(Collection<String> values, Function<String, byte[]> encoding) {
        List<String> texts =
                values.stream()
                        .filter(value -> !value.isBlank())
                        .flatMap(value ->
                                Stream.concat(
                                        Stream.of(value),
                                        value.strip()
                                                .lines()
                                                .map(String::strip)
                                                .filter(line -> line.length() >= SHORTEST_LINE)))
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        return texts.isEmpty()
                ? NONE
                : new Secrets(
                        texts,
                        texts.stream()
                                .map(encoding)
                                .sorted(
                                        Comparator.comparingInt((byte[] it) -> it.length)
                                                .reversed())
                                .toList());
    }

    /// The same text without them.
    String hide(String text) {
        String shown = text;
        for (String secret : texts) {
            shown = shown.replace(secret, HIDDEN);
        }
        return shown;
    }

    /// Hides them in what comes from one stream.
    ///
    /// @param sink takes what is left
    OutputSink hide(OutputSink sink) {
        return values.isEmpty() ? sink : new Mask(values, sink);
    }

    /// Holds back what may be the beginning of a value until it is known, so it does not matter how
    /// the stream is cut into reads. A program may also have broken a value into lines: an end of
    /// line is passed over once a few bytes of the value have come.
    private static final class Mask implements OutputSink {
        private static final byte[] STARS = {'*', '*', '*'};
        private static final int FEW = 4;
        private static final int NO = -1;
        private static final int PERHAPS = -2;

        private final List<byte[]> values;
        private final boolean[] begins = new boolean[256];
        private final OutputSink sink;
        private byte[] held = new byte[0];

        Mask(List<byte[]> values, OutputSink sink) {
            this.values = values;
            this.sink = sink;
            values.forEach(value -> begins[value[0] & 0xFF] = true);
        }

        @Override
        public void add(byte[] bytes, int length) {
            byte[] all = Arrays.copyOf(held, held.length + length);
            System.arraycopy(bytes, 0, all, held.length, length);
            held = hide(all, false);
        }

        @Override
        public void end() {
            byte[] rest = hide(held, true);
            held = new byte[0];
            sink.add(rest, rest.length);
            sink.end();
        }

        /// Passes on what is known.
        ///
        /// @return the rest
        private byte[] hide(byte[] bytes, boolean isLast) {
            int from = 0;
            int at = 0;
            while (at < bytes.length) {
                int length = begins[bytes[at] & 0xFF] ? match(bytes, at, isLast) : NO;
                if (length == PERHAPS) {
                    break;
                } else if (length == NO) {
                    at++;
                } else {
                    pass(bytes, from, at);
                    sink.add(STARS, STARS.length);
                    at += length;
                    from = at;
                }
            }
            pass(bytes, from, at);
            return Arrays.copyOfRange(bytes, at, bytes.length);
        }

        private void pass(byte[] bytes, int from, int to) {
            if (to > from) {
                sink.add(from == 0 ? bytes : Arrays.copyOfRange(bytes, from, to), to - from);
            }
        }

        /// How many bytes from there on are the longest value that begins there.
        private int match(byte[] bytes, int at, boolean isLast) {
            for (byte[] value : values) {
                int length = match(bytes, at, value);
                if (length != NO && !(length == PERHAPS && isLast)) {
                    return length;
                }
            }
            return NO;
        }

        private static int match(byte[] bytes, int at, byte[] value) {
            int next = at;
            for (int i = 0; i < value.length; i++) {
                int end = i < FEW ? next : afterLineEnd(bytes, next, value[i]);
                if (end >= bytes.length) {
                    return PERHAPS;
                }
                if (bytes[end] != value[i]) {
                    return NO;
                }
                next = end + 1;
            }
            return next - at;
        }

        /// Where the value goes on if an end of line stands there that is not its own.
        private static int afterLineEnd(byte[] bytes, int at, byte wanted) {
            int next = at;
            if (next < bytes.length && bytes[next] != wanted && bytes[next] == '\r') {
                next++;
            }
            if (next < bytes.length && bytes[next] != wanted && bytes[next] == '\n') {
                return next + 1;
            }
            return next == at || next >= bytes.length ? next : at;
        }
    }
}
