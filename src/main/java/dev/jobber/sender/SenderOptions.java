package dev.jobber.sender;

import java.time.Duration;
import java.util.OptionalInt;

/// How a [SendServer] works.
///
/// @param maxRetries how often a failed e-mail is retried; empty for
///   [SendServer#DEFAULT_MAX_RETRIES]
/// @param retryEvery how long after the start, and after each round of retries, the next round
///   comes; 5 s by default
/// @param sendDelay how long sending one e-mail takes; 3 s by default
public record SenderOptions(OptionalInt maxRetries, Duration retryEvery, Duration sendDelay) {
    /// All defaults.
    public static final SenderOptions DEFAULTS =
            new SenderOptions(OptionalInt.empty(), Duration.ofSeconds(5), Duration.ofSeconds(3));

    public SenderOptions {
        maxRetries.ifPresent(n -> {
            if (n < 0) {
                throw new IllegalArgumentException("expected max_retries of 0 or more, got: " + n);
            }
        });
        notNegative("retry_every", retryEvery);
        notNegative("send_delay", sendDelay);
    }

    private static void notNegative(String what, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "expected a " + what + " that is not negative, got: " + time);
        }
    }

    /// A copy with this number of retries; 0 for none.
    public SenderOptions withMaxRetries(int retries) {
        return new SenderOptions(OptionalInt.of(retries), retryEvery, sendDelay);
    }

    /// A copy with this time between two rounds of retries.
    public SenderOptions withRetryEvery(Duration time) {
        return new SenderOptions(maxRetries, time, sendDelay);
    }

    /// A copy with this time for sending one e-mail.
    public SenderOptions withSendDelay(Duration time) {
        return new SenderOptions(maxRetries, retryEvery, time);
    }

    /// The arguments as given: `[max_retries: 1]`, or `[]`.
    @Override
    public String toString() {
        return maxRetries.isPresent() ? "[max_retries: " + maxRetries.getAsInt() + "]" : "[]";
    }
}
