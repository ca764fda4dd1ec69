package dev.jobber.job.kind.program;

/// A program could not be started. The message names it and says why.
public final class ProgramStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProgramStartException(String message) {
        super(message);
    }
}
