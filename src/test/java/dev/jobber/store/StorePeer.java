package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.FreshJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A JVM of its own that shares a store: jobber, which reads lines from a pipe and answers each
/// with a line of JSON.
final class StorePeer implements AutoCloseable {
    private final Process process;
    private final Writer lines;
    private final BufferedReader answers;
    private final Path errors;

    private StorePeer(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        lines = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Starts one.
    ///
    /// @param folder where it works
    /// @param options what the program is started with
    static StorePeer start(Path folder, Map<String, String> environment, String... options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx128m",
                                "-Djava.io.tmpdir=" + folder,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                FreshJvm.classPath(),
                                "dev.jobber.Main",
                                "--no-rc",
                                "--keep-going",
                                "-o",
                                "json"));
        command.addAll(List.of(options));
        try {
            Path errors = Files.createTempFile(folder, "peer", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            return new StorePeer(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Enters a line.
    void tell(String line) {
        try {
            lines.write(line + "\n");
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(errors(), e);
        }
    }

    /// Enters a line, and waits for its answer.
    String ask(String line) {
        tell(line);
        return answer();
    }

    /// The next answer.
    String answer() {
        try {
            String answer = answers.readLine();
            assertThat(answer).as(errors()).isNotNull();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(errors(), e);
        }
    }

    /// Asks until the answer has this in it.
    String askUntil(String line, String wanted) {
        String answer = ask(line);
        while (!answer.contains(wanted)) {
            ask("sleep 100ms");
            answer = ask(line);
        }
        return answer;
    }

    /// Sends it a signal.
    void signal(String name) {
        try {
            int sent =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .inheritIO()
                            .start()
                            .waitFor();
            assertThat(sent).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Kills it, and waits until it is gone.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Ends its input, and waits until it is gone.
    void end() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitEnd();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void awaitEnd() {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(errors()).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What it has said on standard error.
    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
