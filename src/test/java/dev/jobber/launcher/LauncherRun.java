package dev.jobber.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program that was started, with its standard output and standard error, which end only when
/// nothing holds them open any more.
record LauncherRun(Process process, BufferedReader out, BufferedReader err) {
    static LauncherRun of(Path folder, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectInput(Path.of("/dev/null").toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            return new LauncherRun(process, process.inputReader(), process.errorReader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for the end and answers what was printed on standard output.
    String succeeds() {
        Ending ending = endsWith(0);
        return ending.out;
    }

    /// Waits for the end and answers what was printed.
    Ending endsWith(int exitCode) {
        var ending = new Ending(text(out), text(err));
        try {
            assertThat(process.waitFor()).as("%s", ending).isEqualTo(exitCode);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return ending;
    }

    /// Waits for the next line of standard error.
    String says() {
        try {
            return String.valueOf(err.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Reader reader) {
        try {
            return reader.readAllAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Ending(String out, String err) {}
}
