package dev.jobber.shell.syntax;

/// What a text lacks to be whole.
public enum Incomplete {
    /// The closing `'`.
    SINGLE_QUOTE("'"),
    /// The closing `"`.
    DOUBLE_QUOTE("\""),
    /// The line that ends a here-text.
    HERE_TEXT("<<"),
    /// The line that a `\` at the end of the last one announced.
    CONTINUATION("\\");

    private final String sign;

    Incomplete(String sign) {
        this.sign = sign;
    }

    /// The sign that asked for more.
    public String sign() {
        return sign;
    }

    /// The prompt that says so, as wide as `jobber> `.
    public String prompt() {
        return switch (this) {
            case SINGLE_QUOTE, DOUBLE_QUOTE -> "     " + sign + "> ";
            case HERE_TEXT -> "    " + sign + "> ";
            case CONTINUATION -> "   ...> ";
        };
    }
}
