package dev.jobber.job.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a program printed, as a person would see it.
public final class OutputText {
    private OutputText() {}

    /// The lines in these bytes. The last one counts, whether it has an end or not.
    public static List<String> lines(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(line(bytes, begin, i));
                begin = i + 1;
            }
        }
        if (begin < bytes.length) {
            lines.add(line(bytes, begin, bytes.length));
        }
        return lines;
    }

    /// One line without its end. Bytes that are not UTF-8 become U+FFFD; a carriage return begins
    /// the line anew, and what comes then overwrites what stands there.
    public static String line(byte[] bytes) {
        return line(bytes, 0, bytes.length);
    }

    private static String line(byte[] bytes, int begin, int end) {
        var text = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        int carriageReturn = text.indexOf('\r');
        return carriageReturn < 0 ? text : overwritten(text);
    }

    private static String overwritten(String text) {
        var shown = new StringBuilder();
        for (String part : text.split("\r", -1)) {
            shown.replace(0, Math.min(part.length(), shown.length()), part);
        }
        return shown.toString();
    }
}
