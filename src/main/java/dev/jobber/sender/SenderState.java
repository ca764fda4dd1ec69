package dev.jobber.sender;

import java.util.List;

/// What a [SendServer] knows.
///
/// @param emails every e-mail it was given: the retried before the others, else the latest first
/// @param maxRetries how often a failed e-mail is tried again
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
