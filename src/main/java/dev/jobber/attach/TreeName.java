package dev.jobber.attach;

import java.util.regex.Pattern;

/// The name under which a tree is attached to: letters, digits, `-`, `_` and `.`.
///
/// @param text the name
public record TreeName(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]+");

    /// The name that a user has written.
    ///
    /// @throws AttachException usage, where it has other characters
    public static TreeName of(String written) throws AttachException {
        if (!FORM.matcher(written).matches()) {
            throw AttachException.usage(
                    "the name of a tree has letters, digits, '-', '_' and '.' only, got: '"
                            + printable(written)
                            + "'");
        }
        return new TreeName(written);
    }

    private static String printable(String text) {
        return text.codePoints()
                .limit(80)
                .mapToObj(c -> Character.isISOControl(c) ? "\uFFFD" : Character.toString(c))
                .reduce("", String::concat);
    }

    /// The file of its socket.
    String socketFile() {
        return text + SocketFolder.SOCKET;
    }

    @Override
    public String toString() {
        return text;
    }
}
