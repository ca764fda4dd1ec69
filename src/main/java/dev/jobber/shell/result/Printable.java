package dev.jobber.shell.result;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How text from outside stands in a line of output.
public final class Printable {
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    /// Stands in an answer for what begins a colour on a terminal, so that a colour of ours can be
    /// told from one in a text from outside. No text has this code point.
    public static final String COLOUR = "\uFDD1";

    private static final Pattern COLOURED = Pattern.compile(COLOUR + "(?:([0-9]+(?:;[0-9]+)*m))?");

    private Printable() {}

    /// An answer as it may be written, in lines and with its colours: everything else in it that
    /// would do something to a terminal is shown as text.
    public static String lines(String text) {
        if (isPlain(text, '\n')) {
            return text;
        }
        var lines = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(c -> {
                    if (c == '\n' || c == '\t' || isStrayByte(c)) {
                        lines.append((char) c);
                    } else {
                        lines.append(character(c));
                    }
                });
        return COLOURED.matcher(lines)
                .replaceAll(found -> found.group(1) == null ? "" : "\u001b[" + found.group(1));
    }

    /// Whether it stands for a byte that is no text, which an answer gives back as it came. It does
    /// nothing to a terminal: no character of UTF-8 consists of one such byte.
    private static boolean isStrayByte(int c) {
        return c >= 0xDC80 && c <= 0xDCFF;
    }

    /// A text without what would end the line, or make a terminal do something.
    public static String text(String text) {
        return isPlain(text, ' ')
                ? text
                : text.codePoints().mapToObj(Printable::character).collect(Collectors.joining());
    }

    /// Whether it is printable ASCII, or this character, alone: most text is, and there is much of
    /// it in a long list.
    private static boolean isPlain(String text, char other) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c > '~') && c != other) {
                return false;
            }
        }
        return true;
    }

    /// Whether a character would not stand in a line of output, but do something to it.
    public static boolean isControl(int c) {
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
