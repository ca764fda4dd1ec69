package dev.jobber.shell.view;

import dev.jobber.shell.result.Table;
import java.util.Locale;

/// What all pictures have in common: their first lines, and how texts stand in them.
final class Svg {
    private Svg() {}

    /// How large a picture is, in pixels.
    record Size(int width, int height) {}

    /// The begin of a picture, for people who see it and for those who have it read to them. The
    /// picture ends with `</svg>`.
    static String head(Size size, String title, String description) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\""
                + format(
                        " width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n",
                        size.width(), size.height(), size.width(), size.height())
                + "<title id=\"title\">"
                + escaped(title)
                + "</title>\n"
                + "<desc id=\"desc\">"
                + escaped(description)
                + "</desc>\n";
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /// A text that is no wider than this number of columns; it ends with `…` where that cuts it.
    static String cut(String text, int columns) {
        if (Table.width(text) <= columns) {
            return text;
        }
        int end = 0;
        int width = 0;
        while (width < columns - 1) {
            int codePoint = text.codePointAt(end);
            width += Table.width(codePoint);
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + "…";
    }

    /// A text as XML may hold it.
    static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> appendEscaped(escaped, c));
        return escaped.toString();
    }

    private static void appendEscaped(StringBuilder escaped, int c) {
        switch (c) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
        }
    }

    /// Whether XML 1.0 knows the character.
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }
}
