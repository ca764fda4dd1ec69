package dev.jobber.job.kind.program;

import dev.jobber.job.Work;

/// A program ended in another way than by an exit code: by a signal, or because its time was over.
public final class ProgramDeathException extends Work.Failure {
    private static final long serialVersionUID = 1L;

    ProgramDeathException(String message) {
        super(message);
    }
}
