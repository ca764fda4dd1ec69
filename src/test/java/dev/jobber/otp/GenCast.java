package dev.jobber.otp;

import java.util.Optional;

/// What a process that is no [GenServer] finds in its mailbox after a [GenServer#cast].
public final class GenCast {
    private GenCast() {}

    /// What was cast, if this is such a message.
    public static Optional<Object> message(Object received) {
        return received instanceof Signal.Cast(var message)
                ? Optional.of(message)
                : Optional.empty();
    }
}
