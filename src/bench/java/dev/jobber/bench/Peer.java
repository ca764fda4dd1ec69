package dev.jobber.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The runtimes that are compared, and how a run of each is started.
enum Peer {
    JOBBER,
    BEAM,
    PEKKO;

    /// The options of the program itself, and a heap with room for a million of everything.
    static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:-UsePerfData",
                    "-Xms3g",
                    "-Xmn1g",
                    "-Xmx6g");

    /// How long an experiment may take; one that takes longer has no figure.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Peer of(String word) {
        for (Peer peer : values()) {
            if (peer.word().equals(word)) {
                return peer;
            }
        }
        throw Bench.fail("expected jobber, beam or pekko, got: " + word);
    }

    /// The runtimes that can run here: the BEAM only if there is an `elixir`.
    static Set<Peer> onThisMachine() {
        Set<Peer> peers = EnumSet.allOf(Peer.class);
        if (!onPath("elixir")) {
            peers.remove(BEAM);
        }
        return peers;
    }

    private static boolean onPath(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /// Runs an experiment; no figures if this runtime has no such experiment.
    Figures run(String experiment, boolean quick) throws IOException, InterruptedException {
        return figures(experiment, word(), command(experiment, quick ? "quick" : "full"));
    }

    /// Runs a command that prints figures.
    ///
    /// @param who what runs the experiment, for the sentence if it fails
    static Figures figures(String experiment, String who, List<String> command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log()))
                        .start();
        Thread.ofVirtual().start(() -> killLate(process));
        Map<String, List<Double>> figures = new HashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line; (line = lines.readLine()) != null; ) {
                String[] words = line.split(" ");
                if (words.length == 2) {
                    figures.computeIfAbsent(words[0], _ -> new ArrayList<>())
                            .add(Double.valueOf(words[1]));
                }
            }
        }
        if (process.waitFor() != 0) {
            System.err.println(
                    "bench: "
                            + experiment
                            + " on "
                            + who
                            + " failed with "
                            + process.exitValue()
                            + "; see "
                            + log());
        }
        return new Figures(figures);
    }

    private static java.io.File log() {
        return Path.of(System.getProperty("bench.log")).toFile();
    }

    private static void killLate(Process process) {
        try {
            if (!process.waitFor(PATIENCE)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            process.destroyForcibly();
        }
    }

    private List<String> command(String experiment, String length) {
        return switch (this) {
            case JOBBER, PEKKO -> Build.here().java(word(), experiment, length);
            case BEAM ->
                    Startups.OF_THE_BEAM.containsKey(experiment)
                            ? Build.here().java(word(), experiment, length)
                            : elixir(experiment, length);
        };
    }

    private static List<String> elixir(String experiment, String length) {
        String source = System.getProperty("jobber.root") + "/src/bench/elixir/bench.exs";
        return List.of("elixir", "--erl", "+P 5000000 +Q 1000000", source, experiment, length);
    }
}
