package dev.jobber.job;

import dev.jobber.otp.ExitReason;
import java.time.Duration;

/// Why a job ends whose attempt has taken too long: the reason `{:timeout, milliseconds}`.
///
/// @param limit how long an attempt may take
public record JobTimeout(Duration limit) {
    /// Did a process end for this?
    static boolean isIn(ExitReason reason) {
        return reason instanceof ExitReason.Term(JobTimeout _);
    }

    @Override
    public String toString() {
        return "{:timeout, " + limit.toMillis() + "}";
    }
}
