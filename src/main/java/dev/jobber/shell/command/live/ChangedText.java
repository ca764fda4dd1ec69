package dev.jobber.shell.command.live;

import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Style;
import java.util.regex.Pattern;

/// Marks what has changed in a line.
final class ChangedText {
    private static final Pattern COLOURS = Pattern.compile(Printable.COLOUR + "[0-9;]*m");

    private ChangedText() {}

    /// The line with the characters marked that are not in the same place of the line before it.
    /// Its colours are left out, so that the marks can be seen.
    static String marked(String before, String line, Style style) {
        int[] old = COLOURS.matcher(before).replaceAll("").codePoints().toArray();
        int[] now = COLOURS.matcher(line).replaceAll("").codePoints().toArray();
        var text = new StringBuilder();
        int i = 0;
        while (i < now.length) {
            int begin = i;
            boolean isChanged = isChanged(old, now, i);
            while (i < now.length && isChanged(old, now, i) == isChanged) {
                i++;
            }
            var part = new String(now, begin, i - begin);
            text.append(isChanged ? style.paint(Palette.MARKED, part) : part);
        }
        return text.toString();
    }

    private static boolean isChanged(int[] old, int[] now, int i) {
        return i >= old.length || old[i] != now[i];
    }
}
