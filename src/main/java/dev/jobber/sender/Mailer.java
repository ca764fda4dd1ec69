package dev.jobber.sender;

import dev.jobber.otp.Process;
import java.time.Duration;
import java.util.function.Consumer;

/// What pretends to send e-mail: it takes its time, prints that the e-mail is sent, and never
/// reaches one address.
///
/// @param delay how long sending takes, on the clock of the node; 3 s by default
/// @param output takes each line it prints
record Mailer(Duration delay, Consumer<String> output) {
    private static final String UNREACHABLE = "konnichiwa@world.com";

    /// Sends one e-mail; blocks the calling process until it is sent or failed.
    EmailStatus send(String address) {
        if (address.equals(UNREACHABLE)) {
            return EmailStatus.FAILED;
        }
        Process.sleep(delay);
        output.accept("Email to " + address + " sent");
        return EmailStatus.SENT;
    }
}
