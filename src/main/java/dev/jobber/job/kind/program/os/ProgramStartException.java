package dev.jobber.job.kind.program.os;

import dev.jobber.job.Work;

/// A program could not be started. The message names it and says why.
public final class ProgramStartException extends Work.Failure {
    private static final long serialVersionUID = 1L;

    private final boolean isMissing;

    public ProgramStartException(String message) {
        this(message, false);
    }

    /// @param isMissing whether there is no such program
    public ProgramStartException(String message, boolean isMissing) {
        super(message);
        this.isMissing = isMissing;
    }

    /// Whether there is no such program; otherwise it is there and cannot be started.
    public boolean isMissing() {
        return isMissing;
    }
}
