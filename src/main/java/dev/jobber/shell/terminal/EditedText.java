package dev.jobber.shell.terminal;

import dev.jobber.shell.result.Printable;

/// Shows a text while it is edited. Characters that would control the screen, and characters of
/// unknown width, are replaced in what is shown. The text itself does not change.
///
/// If a text begins with another text, what is shown of it begins with what is shown of the other.
/// The cursor's column is computed from that.
///
/// @param clusters whether the terminal draws an emoji of several characters as one
record EditedText(boolean clusters) {
    private static final int FIRST_FLAG_LETTER = 0x1F1E6;
    private static final int LAST_FLAG_LETTER = 0x1F1FF;
    private static final int DELETE = 0x7F;

    /// A text as it is shown.
    String of(String text) {
        if (text.chars().allMatch(c -> c == '\n' || c == '\t' || c >= ' ' && c < DELETE)) {
            return text;
        }
        var picture = new StringBuilder(text.length() + 16);
        int before = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(before)) {
            int c = text.codePointAt(i);
            append(picture, c, before);
            before = c;
        }
        return picture.toString();
    }

    private void append(StringBuilder picture, int c, int before) {
        if (c == '\n' || c == '\t') {
            picture.append((char) c);
        } else if (c < ' ' || c == DELETE) {
            picture.append('^').append((char) (c ^ '@'));
        } else if (Printable.isControl(c) || turns(c)) {
            picture.append("<%04X>".formatted(c));
        } else if (clusters) {
            picture.appendCodePoint(c);
        } else if (c >= FIRST_FLAG_LETTER && c <= LAST_FLAG_LETTER) {
            picture.append((char) ('A' + c - FIRST_FLAG_LETTER));
        } else if (!joins(c, before)) {
            picture.appendCodePoint(c);
        }
    }

    /// Whether it changes the direction of the text after it.
    private static boolean turns(int c) {
        return c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0x200E
                || c == 0x200F;
    }

    /// Whether it only changes how the character before it is drawn, or joins it with the next:
    /// some terminals draw such characters as one, others side by side.
    private static boolean joins(int c, int before) {
        return c == 0x200D
                || c == 0xFE0E
                || c == 0xFE0F
                || c >= 0xE0020 && c <= 0xE007F
                || Character.isEmojiModifier(c)
                        && (Character.isEmojiModifierBase(before) || before == 0xFE0F);
    }
}
