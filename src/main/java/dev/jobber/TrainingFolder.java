package dev.jobber;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A folder for the socket of a tree that a training starts, deleted when it is closed.
///
/// @param path the folder
record TrainingFolder(Path path) implements AutoCloseable {
    /// The name of the tree.
    static final String TREE = "training";

    /// Where the environment says that sockets stand.
    static final String VARIABLE = "XDG_RUNTIME_DIR";

    static TrainingFolder create() throws IOException {
        return new TrainingFolder(Files.createTempDirectory("jobber"));
    }

    /// Of the tree's program and of its clients.
    Host.Place place() {
        return new Host.Place(Map.of(VARIABLE, path.toString()), path);
    }

    /// The same with the variables of a terminal.
    Host.Place placeOfTerminal() {
        return new Host.Place(
                Map.of(VARIABLE, path.toString(), "TERM", "xterm-256color", "LC_ALL", "C.UTF-8"),
                path);
    }

    /// The words that start the tree.
    List<String> treeWords() {
        return List.of("--no-rc", "--name", TREE);
    }

    /// Waits until the tree listens, or its program has ended.
    void awaitSocket(BooleanSupplier isAlive) throws InterruptedException {
        Path socket = path.resolve("jobber").resolve(TREE + ".sock");
        while (isAlive.getAsBoolean() && !Files.exists(socket)) {
            Thread.sleep(Duration.ofMillis(10));
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
