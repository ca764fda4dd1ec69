package dev.jobber;

import static java.util.stream.Collectors.joining;

import dev.jobber.shell.syntax.Lexer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What was typed at the program and what came of it, exactly.
///
/// ```
/// --- a scenario, with a folder of its own
/// @ jobber.rc                      a file in it, whose lines follow
/// | define-job sim good --ok
/// $ jobber -c 'echo a; bogus'      a run
/// < a line                         of its standard input
/// a                                a line of its standard output
/// ! a line                         of its standard error
/// = 2                              its exit code, where it is not 0
/// ```
///
/// Lines that begin with `#` and empty lines say nothing; `\` before a line of output stands for
/// nothing.
///
/// @param steps the lines of the scenario
record Transcript(String name, List<String> steps) {
    static List<Transcript> read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static List<Transcript> parse(String text) {
        var transcripts = new ArrayList<Transcript>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("--- ")) {
                transcripts.add(new Transcript(line.substring(4), new ArrayList<>()));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                transcripts.getLast().steps().add(line);
            }
        }
        return transcripts;
    }

    /// The transcript with what really comes of its runs.
    Transcript replay(Path folder) throws IOException {
        var actual = new ArrayList<String>();
        for (int i = 0; i < steps.size(); ) {
            String step = steps.get(i++);
            actual.add(step);
            var below = new ArrayList<String>();
            while (i < steps.size()
                    && !steps.get(i).startsWith("$ ")
                    && !steps.get(i).startsWith("@ ")) {
                below.add(steps.get(i++));
            }
            if (step.startsWith("@ ")) {
                actual.addAll(below);
                Path file = folder.resolve(step.substring(2));
                Files.createDirectories(file.getParent());
                Files.writeString(
                        file, below.stream().map(line -> content(line) + "\n").collect(joining()));
                // Whatever this machine's umask is, only the owner may write to an rc file.
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            } else {
                actual.addAll(run(step, below, folder));
            }
        }
        return new Transcript(name, actual);
    }

    private static String content(String line) {
        return line.length() < 2 ? "" : line.substring(2);
    }

    private static List<String> run(String step, List<String> below, Path folder) {
        ArrayList<String> lines =
                new ArrayList<>(below.stream().filter(line -> line.startsWith("<")).toList());
        String input = lines.stream().map(line -> content(line) + "\n").collect(joining());
        List<String> words =
                Lexer.all(step.substring(2)).statements().getFirst().words().stream()
                        .map(word -> word.constant().orElseThrow())
                        .toList();
        var run =
                ProgramRun.of(
                        folder,
                        Map.of(
                                "HOME",
                                "/home/ada",
                                "COLUMNS",
                                "100",
                                "TZ",
                                "Europe/Berlin",
                                "LANG",
                                "C.UTF-8"),
                        input.getBytes(StandardCharsets.UTF_8),
                        words.subList(1, words.size()));
        run.out().lines().map(Transcript::escaped).forEach(lines::add);
        run.err().lines().map(line -> "! " + line).forEach(lines::add);
        if (run.exitCode() != 0) {
            lines.add("= " + run.exitCode());
        }
        return lines;
    }

    private static String escaped(String line) {
        return line.isEmpty() || "#$@<!=\\-".indexOf(line.charAt(0)) >= 0 ? "\\" + line : line;
    }

    @Override
    public String toString() {
        return "--- " + name + "\n" + String.join("\n", steps);
    }
}
