package dev.jobber.job.history;

import java.nio.charset.StandardCharsets;

/// What a program printed, as a person would see it.
final class OutputText {
    private static final int CONTINUATION_MASK = 0xC0;
    private static final int CONTINUATION = 0x80;
    private static final int LONGEST_CHARACTER = 4;

    private OutputText() {}

    /// The text of a line. Bytes that are not UTF-8 become U+FFFD; a carriage return begins the
    /// line anew, and what comes then overwrites what stands there.
    static String of(OutputLine line) {
        byte[] bytes = line.bytes();
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
        }
        if (line.cut() > 0) {
            end = wholeCharacters(bytes, end);
        }
        var text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        return (line.origin() == OutputLine.Origin.ERROR ? OutputLine.ERROR_MARK : "")
                + (text.indexOf('\r') < 0 ? text : overwritten(text))
                + (line.cut() > 0 ? " [" + line.cut() + " bytes cut]" : "");
    }

    /// Where the last character ends that is whole; the cut may have gone through one.
    private static int wholeCharacters(byte[] bytes, int end) {
        int start = end;
        while (start > 0
                && end - start < LONGEST_CHARACTER - 1
                && (bytes[start - 1] & CONTINUATION_MASK) == CONTINUATION) {
            start--;
        }
        if (start == 0 || bytes[start - 1] >= 0) {
            return end;
        }
        int wanted = Integer.numberOfLeadingZeros(~(bytes[start - 1] << 24));
        return wanted > end - start + 1 ? start - 1 : end;
    }

    private static String overwritten(String text) {
        int[] shown = {};
        for (String part : text.split("\r", -1)) {
            int[] over = part.codePoints().toArray();
            if (over.length < shown.length) {
                System.arraycopy(over, 0, shown, 0, over.length);
            } else {
                shown = over;
            }
        }
        return new String(shown, 0, shown.length);
    }
}
