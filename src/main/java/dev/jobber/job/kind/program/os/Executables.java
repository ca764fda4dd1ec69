package dev.jobber.job.kind.program.os;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Finds the files of programs, as `execvp` does.
public final class Executables {
    private static final String DEFAULT_PATH = "/usr/bin:/bin";

    private Executables() {}

    /// Why a program cannot be started.
    ///
    /// @param isMissing whether there is no such file; otherwise it is there and cannot be run
    public record Fault(String sentence, boolean isMissing) {}

    /// What a name means: a file, or why it means none.
    ///
    /// @param file the file, if it can be run
    /// @param fault what is wrong, otherwise
    public record Found(Optional<Path> file, Optional<Fault> fault) {
        private static Found file(Path file) {
            return new Found(Optional.of(file), Optional.empty());
        }

        private static Found fault(String sentence, boolean isMissing) {
            return new Found(Optional.empty(), Optional.of(new Fault(sentence, isMissing)));
        }
    }

    /// Looks for a program.
    ///
    /// @param name with a slash it is a path, without one it is looked for on the PATH
    /// @param folder what a relative path is relative to
    /// @param environment has the PATH
    public static Found look(String name, Path folder, Map<String, String> environment) {
        if (name.isEmpty()) {
            return Found.fault("its name is empty", true);
        }
        if (!name.contains("/")) {
            return find(name, folder, environment)
                    .map(Found::file)
                    .orElseGet(() -> Found.fault("not found on the PATH", true));
        }
        Path file;
        try {
            file = folder.resolve(name);
        } catch (InvalidPathException wrong) {
            return Found.fault("no such file", true);
        }
        if (!Files.exists(file)) {
            return Found.fault("no such file", true);
        }
        if (Files.isDirectory(file)) {
            return Found.fault("it is a folder", false);
        }
        return Files.isExecutable(file)
                ? Found.file(file)
                : Found.fault("permission denied", false);
    }

    /// The file of a program on the PATH.
    public static Optional<Path> find(String name, Map<String, String> environment) {
        return find(name, Path.of("").toAbsolutePath(), environment);
    }

    private static Optional<Path> find(String name, Path folder, Map<String, String> environment) {
        for (String place : environment.getOrDefault("PATH", DEFAULT_PATH).split(":", -1)) {
            Optional<Path> file = file(folder, place, name);
            if (file.isPresent()) {
                return file;
            }
        }
        return Optional.empty();
    }

    /// An empty place is the working folder.
    private static Optional<Path> file(Path folder, String place, String name) {
        try {
            Path file = folder.resolve(place).resolve(name);
            return Files.isExecutable(file) && !Files.isDirectory(file)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
