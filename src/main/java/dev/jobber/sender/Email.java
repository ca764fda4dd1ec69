package dev.jobber.sender;

/// An e-mail that a sender was given.
///
/// @param email the address it goes to
/// @param status the result of the last try
/// @param retries how often it has been retried
public record Email(String email, EmailStatus status, int retries) {
    /// `%{email: "hello@email.com", retries: 0, status: "sent"}`
    @Override
    public String toString() {
        return "%{email: \"" + email + "\", retries: " + retries + ", status: \"" + status + "\"}";
    }
}
