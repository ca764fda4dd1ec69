package dev.jobber.shell.result;

/// Ends a command with an error for the user.
public final class ShellException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient UserError error;

    /// Ends a command with this error.
    public ShellException(UserError error) {
        super(error.sentence());
        this.error = error;
    }

    /// Ends a command with an error without a hint.
    public ShellException(ErrorCode code, String message) {
        this(UserError.of(code, message));
    }

    /// The error.
    public UserError error() {
        return error;
    }
}
