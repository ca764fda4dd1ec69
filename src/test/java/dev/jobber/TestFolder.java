package dev.jobber;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A temporary folder where JUnit has none to give: in a property, and where one test needs many.
///
/// @param path the folder; it is deleted with all that is in it when this is closed
public record TestFolder(Path path) implements AutoCloseable {
    /// Makes a new one.
    public static TestFolder create() throws IOException {
        return new TestFolder(Files.createTempDirectory("jobber-test"));
    }

    /// What a program that has not ended yet still writes there is left.
    @Override
    public void close() {
        try (Stream<Path> found = Files.walk(path)) {
            for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException written) {
            // a file came or went meanwhile
        }
    }
}
