package dev.jobber.job;

import dev.jobber.otp.ExitReason;

/// Work returned something that is no [Outcome].
public final class UnexpectedResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The document's words for it, and what came back.
    UnexpectedResultException(Object result) {
        super(
                "no function clause matching in Jobber.Job.handle_job_result/2\n"
                        + "    expected work to return ok or error, got: "
                        + new ExitReason.Term(result));
    }
}
