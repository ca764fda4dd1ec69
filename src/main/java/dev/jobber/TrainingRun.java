package dev.jobber;

import dev.jobber.shell.terminal.TerminalOpening;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
        try (var folder = TrainingFolder.create()) {
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
            var _ =
                    Main.attach(
                            List.of("-N", TrainingFolder.TREE, "count-children"), folder.place());
            lines.close();
            tree.join();
        }
    }
}
