package dev.jobber.shell;

/// How text from outside stands in a line of output.
final class Printable {

    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private Printable() {}

    /// A text without what would end the line, or make a terminal do something.
    static String text(String text) {
        return text.codePoints().anyMatch(Printable::isControl)
                ? text.codePoints().mapToObj(Printable::character).reduce("", String::concat)
                : text;
    }

    /// Whether a character would not stand in a line of output, but do something to it.
    static boolean isControl(int c) {
        return Character.isISOControl(c)
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                || c == BYTE_ORDER_MARK
                || c == LINE_SEPARATOR
                || c == PARAGRAPH_SEPARATOR;
    }

    private static String character(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> isControl(c) ? "\\u%04X".formatted(c) : Character.toString(c);
        };
    }
}
