package dev.jobber.sender;

/// What became of an e-mail.
public enum EmailStatus {
    /// It is on its way.
    SENT,
    /// It could not be sent, this time.
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
