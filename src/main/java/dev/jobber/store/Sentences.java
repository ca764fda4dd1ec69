package dev.jobber.store;

import java.util.regex.Pattern;

/// What databases say, in one line.
final class Sentences {
    private static final Pattern CODE = Pattern.compile("^\\[[A-Z_]+\\]\\s*");
    private static final int LONGEST = 300;

    private Sentences() {}

    static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String said = cause.getMessage();
        return said == null ? cause.toString() : of(said);
    }

    /// The first line, without the code of the database and without a full stop.
    static String of(String message) {
        String line = CODE.matcher(message.lines().findFirst().orElse("")).replaceFirst("");
        String text = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
