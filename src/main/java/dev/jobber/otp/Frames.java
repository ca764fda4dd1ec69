package dev.jobber.otp;

import java.util.regex.Pattern;

/// Folds a printed stack trace, so that a reader finds where the code of the user failed.
final class Frames {
    /// A frame of jobber or of the JDK, with the module or the loader that may stand before it.
    private static final Pattern OWN =
            Pattern.compile("\\s*at (?:[^(]*/)?(?:dev\\.jobber|java|javax|jdk|sun|com\\.sun)\\..*");

    /// The line that says how many frames a cause shares with the exception that it caused.
    private static final Pattern SHARED = Pattern.compile("\\s*\\.\\.\\. (\\d+) more");

    private Frames() {}

    /// The trace with four blanks for each tab. Frames of jobber or the JDK in a row become one
    /// line.
    static String folded(String trace) {
        var text = new StringBuilder();
        int own = 0;
        var indent = "";
        for (String line : trace.stripTrailing().split("\n")) {
            boolean shared = SHARED.matcher(line).matches();
            if (shared || OWN.matcher(line).matches()) {
                own += shared ? 0 : 1;
                indent = line.substring(0, line.length() - line.stripLeading().length());
            } else {
                fold(text, indent, own);
                own = 0;
                text.append(line).append('\n');
            }
        }
        fold(text, indent, own);
        return text.toString().stripTrailing().replace("\t", "    ");
    }

    private static void fold(StringBuilder text, String indent, int frames) {
        if (frames > 0) {
            text.append(indent)
                    .append("at ... ")
                    .append(frames)
                    .append(frames == 1 ? " frame" : " frames")
                    .append(" of jobber and the JDK\n");
        }
    }
}
