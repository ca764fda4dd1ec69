package dev.jobber;

import dev.jobber.shell.terminal.TerminalOpening;
import java.io.InputStream;
import java.io.OutputStream;
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

    public static void main(String[] args) {
        var streams =
                new Host.Streams(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        Host.AreTerminals.NONE);
        var place = new Host.Place(Map.of(), Path.of(""));
        var terminal = new TerminalOpening(Map.of());
        for (List<String> words : RUNS) {
            new Program(Main.host(streams, place, terminal)).run(words);
        }
        Main.main(args);
    }
}
