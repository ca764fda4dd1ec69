package dev.jobber.otp;

/// A message was refused because too many messages wait for the server: see
/// [StartOptions#withMaxMailbox]. The server is not told.
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
