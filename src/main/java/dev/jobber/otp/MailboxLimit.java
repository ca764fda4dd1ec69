package dev.jobber.otp;

/// How many messages may wait in the mailbox of a server, and what happens to one more: see
/// [StartOptions#withMaxMailbox].
///
/// @param messages how many may wait, one or more
/// @param whenFull what happens to one more
public record MailboxLimit(int messages, WhenFull whenFull) {
    /// What happens to a message when the mailbox is full.
    public enum WhenFull {
        /// Its sender gets a [MailboxFullException]; if the sender is a process, after a tenth of a
        /// millisecond, so that one that tries again at once leaves the others their time.
        REFUSE,
        /// Its sender waits until half of the messages have been taken, or the server has ended. A
        /// virtual thread does not use a carrier while it waits.
        HOLD
    }

    public MailboxLimit {
        Refused.ifNull(whenFull, "what becomes of one more");
        if (messages < 1) {
            throw new IllegalArgumentException(
                    "expected room for at least one message, got: " + messages);
        }
    }
}
