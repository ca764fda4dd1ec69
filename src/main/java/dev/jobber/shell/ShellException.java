package dev.jobber.shell;

/// Ends a command with an error for the user.
public final class ShellException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /// Ends a command with this error.
    public ShellException(Fault fault) {
        super(fault.sentence());
        this.fault = fault;
    }

    /// Ends a command with an error without a hint.
    public ShellException(ErrorCode code, String message) {
        this(Fault.of(code, message));
    }

    /// The error.
    public Fault fault() {
        return fault;
    }
}
