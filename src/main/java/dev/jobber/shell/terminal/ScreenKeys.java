package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Key;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jline.utils.NonBlockingReader;

/// Reads the keys that are pressed while a view takes the whole screen. Keys that no view needs do
/// nothing.
final class ScreenKeys {
    private static final char ESC = '\u001b';
    private static final char CTRL_C = '\u0003';
    private static final char CTRL_D = '\u0004';

    /// How long a key may take for the next character of what it sends, in milliseconds.
    private static final long WITHIN_KEY = 100;

    private static final Map<String, Key.Special> CURSOR =
            Map.ofEntries(
                    Map.entry("A", Key.Special.UP),
                    Map.entry("B", Key.Special.DOWN),
                    Map.entry("C", Key.Special.RIGHT),
                    Map.entry("D", Key.Special.LEFT),
                    Map.entry("H", Key.Special.HOME),
                    Map.entry("F", Key.Special.END),
                    Map.entry("M", Key.Special.ENTER),
                    Map.entry("1~", Key.Special.HOME),
                    Map.entry("7~", Key.Special.HOME),
                    Map.entry("4~", Key.Special.END),
                    Map.entry("8~", Key.Special.END),
                    Map.entry("5~", Key.Special.PAGE_UP),
                    Map.entry("6~", Key.Special.PAGE_DOWN));

    private final NonBlockingReader input;

    /// What came right behind Escape and belongs to the next key.
    private OptionalInt pending = OptionalInt.empty();

    ScreenKeys(NonBlockingReader input) {
        this.input = input;
    }

    /// The next key.
    ///
    /// @param millis how long it is waited for
    /// @return empty if none was pressed in time, or one that does nothing
    Optional<Key> next(long millis) throws IOException {
        int c = pending.isPresent() ? pending.getAsInt() : input.read(Math.max(1, millis));
        pending = OptionalInt.empty();
        return switch (c) {
            case NonBlockingReader.READ_EXPIRED -> Optional.empty();
            case NonBlockingReader.EOF, CTRL_C, CTRL_D -> Optional.of(Key.Special.LEAVE);
            case '\r', '\n' -> Optional.of(Key.Special.ENTER);
            case '\t' -> Optional.of(Key.Special.TAB);
            case '\b', 0x7F -> Optional.of(Key.Special.BACKSPACE);
            case ESC -> sequence();
            default -> c < ' ' ? Optional.of(control(c)) : Optional.of(new Key.Typed(typed(c)));
        };
    }

    /// A key with Ctrl, as the character that it sends.
    private static Key control(int c) {
        return new Key.Typed(Character.toString(c));
    }

    /// A character beyond the first plane comes in two parts.
    private String typed(int first) throws IOException {
        if (Character.isHighSurrogate((char) first)) {
            int second = input.read(WITHIN_KEY);
            return second > 0
                    ? new String(new char[] {(char) first, (char) second})
                    : Character.toString(first);
        }
        return Character.toString(first);
    }

    private Optional<Key> sequence() throws IOException {
        var sent = new StringBuilder(String.valueOf(ESC));
        int c = input.read(WITHIN_KEY);
        if (c != '[' && c != 'O') {
            // Escape and the next key, or both at once with Alt: no view needs that
            pending = c == NonBlockingReader.READ_EXPIRED ? OptionalInt.empty() : OptionalInt.of(c);
            return Optional.of(Key.Special.ESCAPE);
        }
        sent.appendCodePoint(c);
        while (!TerminalKeys.isWhole(sent.toString())) {
            c = input.read(WITHIN_KEY);
            if (c < ' ') {
                return Optional.empty();
            }
            sent.appendCodePoint(c);
        }
        return Optional.ofNullable(CURSOR.get(sent.substring(2)));
    }
}
