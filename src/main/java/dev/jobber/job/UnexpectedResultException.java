package dev.jobber.job;

import dev.jobber.otp.ExitReason;
import java.util.Optional;

/// Work returned something that is no [Outcome].
public final class UnexpectedResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The document's words for it, and what came back; empty if that was a null.
    UnexpectedResultException(Optional<Object> result) {
        super(
                "no function clause matching in Jobber.Job.handle_job_result/2\n"
                        + "    expected work to return ok or error, got: "
                        + result.map(it -> new ExitReason.Term(it).toString()).orElse("null"));
    }
}
