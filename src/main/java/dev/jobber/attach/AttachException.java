package dev.jobber.attach;

import java.io.IOException;

/// Something is wrong with a name, a socket or the other side, in a sentence for the user.
public final class AttachException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /// @param exitCode 2 for wrong usage, else 1
    public AttachException(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /// Wrong usage.
    static AttachException usage(String sentence) {
        return new AttachException(2, sentence);
    }

    /// The exit code of a program that ends with this error.
    public int exitCode() {
        return exitCode;
    }

    /// The sentence for the user.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
