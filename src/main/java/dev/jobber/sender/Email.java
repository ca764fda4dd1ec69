package dev.jobber.sender;

/// An e-mail the sender knows of.
///
/// @param email the address it goes to
/// @param status what became of the last try
/// @param retries how often it has been tried again
public record Email(String email, EmailStatus status, int retries) {
    /// `%{email: "hello@email.com", retries: 0, status: "sent"}`
    @Override
    public String toString() {
        return "%{email: \"" + email + "\", retries: " + retries + ", status: \"" + status + "\"}";
    }
}
