package dev.jobber;

import dev.jobber.shell.terminal.TerminalOpening;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Runs through each way to start the program, and then runs the program itself. `scripts/jobber`
/// keeps the classes that this loads in the ahead-of-time cache.
final class TrainingRun {
    private static final List<List<String>> RUNS =
            List.of(
                    List.of("--version"),
                    List.of("--help"),
                    List.of("--no-rc", "count-children"),
                    List.of("run", "--", "true"),
                    List.of(
                            "--no-rc",
                            "-o",
                            "json",
                            "-c",
                            "x = count-children; echo $x; sleep 1ms"));

    private TrainingRun() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var streams =
                new Host.Streams(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        Host.AreTerminals.NONE);
        var place = new Host.Place(Map.of(), Path.of(""));
        var terminal = new TerminalOpening(Map.of());
        for (List<String> words : RUNS) {
            new Program(RealHost.of(streams, place, terminal)).run(words);
        }
        attach(terminal);
        Main.main(args);
    }

    /// A client on a tree of this program, which ends with its lines.
    private static void attach(TerminalOpening terminal) throws IOException, InterruptedException {
        try (var folder = Folder.create()) {
            var lines = new PipedOutputStream();
            var streams =
                    new Host.Streams(
                            new PipedInputStream(lines),
                            OutputStream.nullOutputStream(),
                            OutputStream.nullOutputStream(),
                            Host.AreTerminals.NONE);
            var program = new Program(RealHost.of(streams, folder.place(), terminal));
            Thread tree = Thread.ofPlatform().daemon().start(() -> program.run(folder.treeWords()));
            folder.awaitSocket(tree::isAlive);
            var _ = Main.attach(List.of("-N", Folder.TREE, "count-children"), folder.place());
            lines.close();
            tree.join();
        }
    }

    /// A folder for the socket of a tree that a training starts, deleted when it is closed.
    ///
    /// @param path the folder
    record Folder(Path path) implements AutoCloseable {
        /// The name of the tree.
        static final String TREE = "training";

        /// Where the environment says that sockets stand.
        static final String VARIABLE = "XDG_RUNTIME_DIR";

        static Folder create() throws IOException {
            return new Folder(Files.createTempDirectory("jobber"));
        }

        /// Of the tree's program and of its clients.
        Host.Place place() {
            return new Host.Place(Map.of(VARIABLE, path.toString()), path);
        }

        /// The same with the variables of a terminal.
        Host.Place placeOfTerminal() {
            return new Host.Place(
                    Map.of(
                            VARIABLE,
                            path.toString(),
                            "TERM",
                            "xterm-256color",
                            "LC_ALL",
                            "C.UTF-8"),
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
}
