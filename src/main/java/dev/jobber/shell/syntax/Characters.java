package dev.jobber.shell.syntax;

import dev.jobber.shell.result.Printable;

/// Which characters mean what in a line.
public final class Characters {
    static final int BYTE_ORDER_MARK = 0xFEFF;

    /// Bytes that are no UTF-8 stand in a text as these: `U+DC80` is the byte `0x80`.
    static final int STRAY_BYTES = 0xDC00;

    private Characters() {}

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    /// Whether a bare word ends before it.
    public static boolean endsWord(int c) {
        return c == LineCursor.END || c == ';' || isBlank(c);
    }

    /// A letter of ASCII or `_`; after the first, a digit too.
    static boolean isNamePart(int c, boolean notFirst) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || notFirst && isDigit(c);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /// Whether it is the number of a result, as the 3 of `$3`.
    public static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(Characters::isDigit);
    }

    public static boolean isName(String text) {
        return !text.isEmpty()
                && isNamePart(text.charAt(0), false)
                && text.chars().allMatch(c -> isNamePart(c, true));
    }

    /// Whether it can stand in no line, not even in quotes.
    public static boolean isJunk(int c) {
        return Printable.isControl(c) && c != '\t';
    }

    /// Whether it looks like a blank and is none.
    static boolean isForeignBlank(int c) {
        return c > 0x7F && (Character.isSpaceChar(c) || c == 0x200B);
    }

    /// The character in words for an error message.
    static String describe(int c) {
        if (c >= STRAY_BYTES + 0x80 && c <= STRAY_BYTES + 0xFF) {
            return "byte 0x%02X, which is not valid UTF-8".formatted(c - STRAY_BYTES);
        }
        String name = Character.getName(c);
        return "U+%04X%s".formatted(c, name == null ? "" : " (" + name + ")");
    }
}
