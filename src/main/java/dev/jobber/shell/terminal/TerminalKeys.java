package dev.jobber.shell.terminal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Macro;
import org.jline.reader.Reference;

/// What the keys of all usual terminals send: xterm and those like it, vt, linux and rxvt.
///
/// JLine knows only what the description of the terminal's type says, and the keyboard is often
/// that of another terminal: within tmux, over ssh, behind a serial line.
final class TerminalKeys {
    /// A key that does nothing here. Its sequence has begun so, and has not been read to its end.
    static final Reference UNKNOWN = new Reference("unknown-key");

    private static final String ESC = "\u001b";
    private static final String CSI = ESC + "[";
    private static final String SS3 = ESC + "O";

    /// Shift, Alt, Ctrl and all of them together, as xterm numbers them.
    private static final int SHIFT = 2;

    private static final int LAST_MODIFIER = 8;

    /// As ECMA-48 has them. But rxvt ends some with `$`, and the linux console has a second `[` in
    /// some.
    private static final Pattern WHOLE =
            Pattern.compile(
                    ESC + "+(?:\\[(?:\\[.|[0-9;]+\\$|[0-?]*[ -/]*[@-~&&[^\\[]])|O[0-9;]*[^0-9;])");

    /// The keys of the number pad, which a terminal is asked for while a line is edited.
    private static final Map<String, String> NUMBER_PAD = numberPad();

    private final KeyMap<Binding> keys;

    private TerminalKeys(KeyMap<Binding> keys) {
        this.keys = keys;
    }

    /// Binds them all, and what else begins as they do to [#UNKNOWN].
    static void bind(KeyMap<Binding> keys) {
        var all = new TerminalKeys(keys);
        all.cursor(LineReader.UP_LINE_OR_SEARCH, LineReader.UP_LINE_OR_SEARCH, 'A');
        all.cursor(LineReader.DOWN_LINE_OR_SEARCH, LineReader.DOWN_LINE_OR_SEARCH, 'B');
        all.cursor(LineReader.FORWARD_CHAR, LineReader.FORWARD_WORD, 'C');
        all.cursor(LineReader.BACKWARD_CHAR, LineReader.BACKWARD_WORD, 'D');
        all.cursor(LineReader.BEGINNING_OF_LINE, LineReader.BEGINNING_OF_LINE, 'H');
        all.cursor(LineReader.END_OF_LINE, LineReader.END_OF_LINE, 'F');
        all.numbered(LineReader.BEGINNING_OF_LINE, LineReader.BEGINNING_OF_LINE, 1);
        all.numbered(LineReader.OVERWRITE_MODE, LineReader.OVERWRITE_MODE, 2);
        all.numbered(LineReader.DELETE_CHAR, LineReader.KILL_WORD, 3);
        all.numbered(LineReader.END_OF_LINE, LineReader.END_OF_LINE, 4);
        all.numbered(LineReader.BEGINNING_OF_LINE, LineReader.BEGINNING_OF_LINE, 7);
        all.numbered(LineReader.END_OF_LINE, LineReader.END_OF_LINE, 8);
        all.modified(LineReader.ACCEPT_LINE, '\r');
        all.modified(LineReader.BACKWARD_KILL_WORD, '\u007f');
        all.bind(LineReader.ACCEPT_LINE, SS3 + "M");
        NUMBER_PAD.forEach((sent, meant) -> keys.bind(new Macro(meant), SS3 + sent));
        all.rest();
    }

    /// @param end the last character of what a key of the cursor sends
    private void cursor(String plain, String modified, char end) {
        for (String begin : List.of(CSI, SS3)) {
            bind(plain, begin + end);
            bind(modified, ESC + begin + end);
        }
        for (int modifier = SHIFT; modifier <= LAST_MODIFIER; modifier++) {
            String widget = modifier == SHIFT ? plain : modified;
            bind(widget, CSI + "1;" + modifier + end);
            bind(widget, CSI + modifier + end);
            bind(widget, SS3 + modifier + end);
        }
        if (end <= 'D') { // rxvt, with Shift and with Ctrl
            bind(plain, CSI + Character.toLowerCase(end));
            bind(modified, SS3 + Character.toLowerCase(end));
        }
    }

    private void numbered(String plain, String modified, int number) {
        bind(plain, CSI + number + "~");
        bind(modified, ESC + CSI + number + "~");
        for (int modifier = SHIFT; modifier <= LAST_MODIFIER; modifier++) {
            bind(modifier == SHIFT ? plain : modified, CSI + number + ";" + modifier + "~");
        }
        bind(plain, CSI + number + "$");
        bind(modified, CSI + number + "^");
        bind(modified, CSI + number + "@");
    }

    /// A key that sends one character, and a sequence where it is pressed with another key.
    private void modified(String widget, char key) {
        for (int modifier = SHIFT; modifier <= LAST_MODIFIER; modifier++) {
            bind(widget, CSI + (int) key + ";" + modifier + "u");
            bind(widget, CSI + "27;" + modifier + ";" + (int) key + "~");
        }
    }

    private void bind(String widget, String sequence) {
        keys.bind(new Reference(widget), sequence);
    }

    /// A key map answers with the longest beginning of what has been read that is bound.
    private void rest() {
        List<String> begins = List.of(CSI, SS3, ESC + CSI, ESC + SS3);
        begins.forEach(begin -> keys.bind(UNKNOWN, begin));
        for (String bound : keys.getBoundKeys().keySet()) {
            for (String begin : begins) {
                if (bound.startsWith(begin)) {
                    for (int end = begin.length() + 1; end < bound.length(); end++) {
                        if (keys.getBound(bound.substring(0, end)) == null) {
                            keys.bind(UNKNOWN, bound.substring(0, end));
                        }
                    }
                }
            }
        }
    }

    /// Whether a key has sent no more than this.
    static boolean isWhole(String sent) {
        return WHOLE.matcher(sent).matches();
    }

    private static Map<String, String> numberPad() {
        var pad = new TreeMap<String, String>();
        var sent = " jklmnoXpqrstuvwxy";
        var meant = " *+,-./=0123456789";
        for (int i = 0; i < sent.length(); i++) {
            pad.put(sent.substring(i, i + 1), meant.substring(i, i + 1));
        }
        return pad;
    }
}
