package dev.jobber.sender;

/// The result of the last try to send an e-mail.
public enum EmailStatus {
    /// The e-mail has been sent.
    SENT,
    /// The last try failed.
    FAILED;

    /// `sent` or `failed`
    @Override
    public String toString() {
        return switch (this) {
            case SENT -> "sent";
            case FAILED -> "failed";
        };
    }
}
