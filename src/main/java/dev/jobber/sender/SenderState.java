package dev.jobber.sender;

import java.util.List;

/// The state of a [SendServer].
///
/// @param emails every e-mail it was given: retried ones first, then the others, the latest first
/// @param maxRetries how often a failed e-mail is retried
public record SenderState(List<Email> emails, int maxRetries) {
    public SenderState {
        emails = List.copyOf(emails);
    }

    /// `%{emails: [...], max_retries: 5}`
    @Override
    public String toString() {
        return "%{emails: " + emails + ", max_retries: " + maxRetries + "}";
    }
}
