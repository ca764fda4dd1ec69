package dev.jobber.shell.complete;

import dev.jobber.shell.console.Suggestion;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// Completes paths: what lies in the folder that has been typed so far.
final class FileCandidates {
    private final Path directory;
    private final String home;

    /// @param directory what relative paths are relative to
    /// @param home what `~` stands for
    FileCandidates(Path directory, String home) {
        this.directory = directory;
        this.home = home;
    }

    /// The files and folders whose paths begin so; hidden ones only where the name begins with a
    /// dot.
    List<Suggestion> of(String begin) {
        int slash = begin.lastIndexOf('/') + 1;
        String folder = begin.substring(0, slash);
        String name = begin.substring(slash);
        var found = new ArrayList<Suggestion>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(folder))) {
            for (Path entry : entries) {
                var file = String.valueOf(entry.getFileName());
                if (file.startsWith(name) && (name.startsWith(".") || !file.startsWith("."))) {
                    found.add(suggestion(folder + file, Files.isDirectory(entry)));
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException unreadable) {
            return List.of();
        }
        found.sort(Comparator.comparing(Suggestion::value));
        return found;
    }

    /// The folders whose paths begin so.
    List<Suggestion> folders(String begin) {
        return of(begin).stream().filter(file -> !file.complete()).toList();
    }

    /// The programs whose names begin so, in the folders of a `PATH`.
    List<Suggestion> programs(String begin, String path) {
        var found = new TreeSet<String>();
        for (String folder : path.split(":")) {
            try (DirectoryStream<Path> entries =
                    Files.newDirectoryStream(
                            directory.resolve(folder), file -> isProgram(file, begin))) {
                entries.forEach(file -> found.add(String.valueOf(file.getFileName())));
            } catch (IOException | DirectoryIteratorException | InvalidPathException unreadable) {
                // There are no programs in it.
            }
        }
        return found.stream().map(name -> new Suggestion(name, "programs", "", true)).toList();
    }

    private static boolean isProgram(Path file, String begin) {
        return String.valueOf(file.getFileName()).startsWith(begin)
                && Files.isExecutable(file)
                && !Files.isDirectory(file);
    }

    private Path path(String folder) {
        return folder.startsWith("~/")
                ? Path.of(home, folder.substring(1))
                : directory.resolve(folder);
    }

    private static Suggestion suggestion(String path, boolean isFolder) {
        return isFolder
                ? new Suggestion(path + "/", "folders", "", false)
                : new Suggestion(path, "files", "", true);
    }
}
