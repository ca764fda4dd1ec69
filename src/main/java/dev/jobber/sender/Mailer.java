package dev.jobber.sender;

import dev.jobber.otp.Process;
import java.time.Duration;
import java.util.function.Consumer;

/// Simulates the sending of e-mail: it waits, prints that the e-mail is sent, and fails for one
/// address every time.
///
/// @param delay how long sending takes, on the clock of the node; 3 s by default
/// @param output takes each line it prints
record Mailer(Duration delay, Consumer<String> output) {
    private static final String UNREACHABLE = "konnichiwa@world.com";

    /// Sends one e-mail; blocks the calling process until the e-mail is sent or has failed.
    EmailStatus send(String address) {
        if (address.equals(UNREACHABLE)) {
            return EmailStatus.FAILED;
        }
        Process.sleep(delay);
        output.accept("Email to " + address + " sent");
        return EmailStatus.SENT;
    }
}
