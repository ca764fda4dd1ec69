package dev.jobber.otp;

/// A message was refused, for too many wait for the server already: see
/// [StartOptions#withMaxMailbox]. The server does not know of it.
public final class MailboxFullException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    MailboxFullException(Pid server, int messages) {
        super(
                "the mailbox of "
                        + server
                        + " is full: "
                        + messages
                        + " messages wait; the message was refused, send it again later");
    }
}
