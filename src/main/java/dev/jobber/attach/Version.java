package dev.jobber.attach;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The version of jobber, which the build writes into the file `dev/jobber/version`.
public final class Version {
    private static final String FILE = "/dev/jobber/version";

    private Version() {}

    /// The version alone: `0.1.0`.
    public static String number() {
        return text().substring(text().lastIndexOf(' ') + 1);
    }

    /// The name of the program and its version: `jobber 0.1.0`.
    public static String text() {
        try (InputStream in = Version.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("expected the file " + FILE + " in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
