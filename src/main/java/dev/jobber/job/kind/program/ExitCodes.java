package dev.jobber.job.kind.program;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A set of exit codes, from 0 to 255: `0,3-5`.
public final class ExitCodes {
    private static final Pattern PART = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");
    private static final int GREATEST = 255;

    private final BitSet codes;

    private ExitCodes(BitSet codes) {
        this.codes = codes;
    }

    /// One code.
    public static ExitCodes of(int code) {
        var codes = new BitSet();
        codes.set(code);
        return new ExitCodes(codes);
    }

    /// The codes that a text lists; empty if it is no such list.
    public static Optional<ExitCodes> parse(String text) {
        var codes = new BitSet();
        for (String part : text.split(",", -1)) {
            Matcher match = PART.matcher(part);
            if (!match.matches()) {
                return Optional.empty();
            }
            int from = Integer.parseInt(match.group(1));
            int to = match.group(2) == null ? from : Integer.parseInt(match.group(2));
            if (to > GREATEST || from > to) {
                return Optional.empty();
            }
            codes.set(from, to + 1);
        }
        return Optional.of(new ExitCodes(codes));
    }

    /// Whether a code is one of these.
    public boolean contains(int code) {
        return code >= 0 && codes.get(code);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExitCodes that && codes.equals(that.codes);
    }

    @Override
    public int hashCode() {
        return codes.hashCode();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int from = codes.nextSetBit(0); from >= 0; ) {
            int end = codes.nextClearBit(from);
            text.append(text.isEmpty() ? "" : ",").append(from);
            if (end - from > 1) {
                text.append('-').append(end - 1);
            }
            from = codes.nextSetBit(end);
        }
        return text.toString();
    }
}
