package dev.jobber.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A scenario: its name, and its lines, of which those that begin with `>` say what happened.
record OtpTranscript(String file, String name, List<String> lines) {
    private static final String HEADER = "--- ";

    OtpTranscript {
        lines = List.copyOf(lines);
    }

    /// All scenarios in a file, or in all `.otp` files of a folder.
    static List<OtpTranscript> read(Path path) throws IOException {
        List<OtpTranscript> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file :
                    files.filter(it -> it.equals(path) || it.toString().endsWith(".otp"))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList()) {
                all.addAll(parse(file.toString(), lines(file)));
            }
        }
        return all;
    }

    private static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    }

    static List<OtpTranscript> parse(String file, List<String> lines) {
        List<OtpTranscript> all = new ArrayList<>();
        var name = "";
        List<String> body = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(HEADER)) {
                all.add(new OtpTranscript(file, name, body));
                name = line.substring(HEADER.length());
                body.clear();
            } else {
                body.add(line);
            }
        }
        all.add(new OtpTranscript(file, name, body));
        return all.stream().filter(it -> it.steps().findAny().isPresent()).toList();
    }

    private static boolean isStep(String line) {
        return !line.isBlank() && !line.startsWith("#") && !line.startsWith(">");
    }

    private Stream<String> steps() {
        return lines.stream().filter(OtpTranscript::isStep);
    }

    /// The same steps with what happens now.
    List<String> replay() {
        List<String> now = new ArrayList<>();
        try (var interpreter = new ReplayInterpreter()) {
            for (String line : lines) {
                if (!line.startsWith(">")) {
                    now.add(line);
                }
                if (isStep(line)) {
                    interpreter.step(line).forEach(it -> now.add("> " + it));
                }
            }
        } catch (Exception failure) {
            now.add("> INTERPRETER FAILED " + failure);
        }
        return now;
    }

    /// Where what happens now differs; empty if it does not.
    List<String> differences() {
        return Difference.between(lines, replay());
    }
}
