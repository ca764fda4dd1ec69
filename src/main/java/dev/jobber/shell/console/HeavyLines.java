package dev.jobber.shell.console;

/// Draws the lines of boxes and trees heavily for what JLine shows on the whole screen.
///
/// JLine writes thin lines in the terminal's second set of characters, which shows as letters in
/// many terminals. Heavy lines it writes as they are.
public final class HeavyLines {
    private static final String THIN = "─│┌┐└┘├┤┬┴┼";
    private static final String HEAVY = "━┃┏┓┗┛┣┫┳┻╋";

    private HeavyLines() {}

    /// The same text with heavy lines.
    public static String of(String thin) {
        var text = new StringBuilder(thin.length());
        for (int i = 0; i < thin.length(); i++) {
            int place = THIN.indexOf(thin.charAt(i));
            text.append(place < 0 ? thin.charAt(i) : HEAVY.charAt(place));
        }
        return text.toString();
    }
}
