package dev.jobber.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs experiments, each on each runtime in a virtual machine of its own, and shows their figures
/// side by side: `Bench [--quick] [--json FILE] [--without RUNTIME] [ROW…]`. Or compares this
/// version with another: `Bench --compare REVISION [--runs N] [--quick] [ROW…]`.
final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        boolean quick = false;
        Optional<Path> json = Optional.empty();
        Set<Peer> peers = Peer.onThisMachine();
        List<String> rows = new ArrayList<>();
        Optional<String> revision = Optional.empty();
        int runs = 5;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> quick = true;
                case "--json" -> json = Optional.of(Path.of(valueOf(arguments, ++i, "a file")));
                case "--without" -> peers.remove(Peer.of(valueOf(arguments, ++i, "a runtime")));
                case "--compare" -> revision = Optional.of(valueOf(arguments, ++i, "a revision"));
                case "--runs" -> runs = count(valueOf(arguments, ++i, "a number"));
                case String word when word.startsWith("-") ->
                        throw fail(
                                "expected [--quick] [--json FILE] [--without jobber|beam|pekko]"
                                        + " [--compare REVISION [--runs N]] [ROW…], got: "
                                        + word);
                case String row -> rows.add(row);
            }
        }
        List<Row> wanted = wanted(rows);
        if (revision.isPresent()) {
            if (json.isPresent()) {
                throw fail("--json does not go with --compare; leave one of them out");
            }
            compare(revision.get(), runs, quick, wanted);
            return;
        }
        var report = new Report(wanted, quick, peers);
        report.printHead();
        for (String experiment : experiments(wanted)) {
            Map<Peer, Figures> figures = new EnumMap<>(Peer.class);
            for (Peer peer : peers) {
                figures.put(peer, peer.run(experiment, quick));
            }
            report.add(experiment, figures);
        }
        json.ifPresent(file -> write(file, report.json()));
    }

    private static void compare(String revision, int runs, boolean quick, List<Row> wanted)
            throws IOException, InterruptedException {
        var other = Build.of(revision, Path.of(System.getProperty("bench.other")));
        var comparison = new Comparison(other, Build.here(), runs, quick);
        comparison.printHead();
        for (String experiment : experiments(wanted)) {
            comparison.run(experiment, wanted);
        }
    }

    private static int count(String word) {
        if (!word.matches("[1-9][0-9]{0,2}")) {
            throw fail("expected a number of runs from 1 to 999, got: " + word);
        }
        return Integer.parseInt(word);
    }

    private static List<Row> wanted(List<String> ids) {
        for (String id : ids) {
            if (Row.ALL.stream().noneMatch(row -> named(row, id))) {
                throw fail(
                        "expected a row, got: "
                                + id
                                + "; there are "
                                + String.join(", ", Row.ALL.stream().map(Row::id).toList()));
            }
        }
        return Row.ALL.stream()
                .filter(row -> ids.isEmpty() || ids.stream().anyMatch(id -> named(row, id)))
                .toList();
    }

    /// Finds rows by their name, or by the name of their experiment.
    private static boolean named(Row row, String id) {
        return row.id().equals(id) || row.experiment().equals(id);
    }

    private static Set<String> experiments(List<Row> rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.add(row.experiment()));
        return names;
    }

    private static String valueOf(String[] arguments, int i, String what) {
        if (i == arguments.length) {
            throw fail("expected " + what + " after " + arguments[i - 1] + ", got: nothing");
        }
        return arguments[i];
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// Ends the program with a sentence.
    static Error fail(String sentence) {
        System.err.println("bench: " + sentence);
        System.exit(2);
        return new AssertionError();
    }
}
