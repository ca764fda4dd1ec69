package dev.jobber.job.kind.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A small process outside this JVM that ends what programs are left when the JVM has been killed.
///
/// It is a shell script in a session of its own, told by a pipe which programs run. When the JVM
/// ends, however it ends, the pipe closes; then the script ends what it was told of and not told to
/// forget. Nothing is left of it either.
final class Guardian implements AutoCloseable {
    private static final String SCRIPT = "guardian.sh";

    private final Map<String, Long> guarded = new LinkedHashMap<>();
    private @Nullable Process script;

    /// Starts the script, if it does not run.
    synchronized void begin() {
        Process running = script;
        if (running == null || !running.isAlive()) {
            script = start();
            guarded.forEach((mark, group) -> tell("+ " + mark + ' ' + group));
        }
    }

    private static Process start() {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of("/bin/sh", "-c", text(), "jobber-guardian"));
        try {
            var builder = new ProcessBuilder(command);
            builder.environment().keySet().retainAll(List.of("PATH"));
            return builder.directory(Path.of("/").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failed) {
            throw new ProgramStartException(
                    "cannot start the guardian of programs: " + failed.getMessage());
        }
    }

    private static String text() {
        try (InputStream script = Guardian.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException("the jar lacks " + SCRIPT);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A program runs now.
    ///
    /// @param group its process group
    synchronized void guard(String mark, long group) {
        guarded.put(mark, group);
        tell("+ " + mark + ' ' + group);
    }

    /// Nothing of it is left.
    synchronized void forget(String mark) {
        guarded.remove(mark);
        tell("- " + mark);
    }

    private void tell(String line) {
        Process running = script;
        if (running != null) {
            try {
                OutputStream pipe = running.getOutputStream();
                pipe.write((line + '\n').getBytes(StandardCharsets.UTF_8));
                pipe.flush();
            } catch (IOException killed) {
                // The next program starts it again, and tells it all.
                script = null;
            }
        }
    }

    @Override
    public synchronized void close() {
        Process running = script;
        script = null;
        if (running != null) {
            try {
                running.getOutputStream().close();
            } catch (IOException ended) {
                // It has ended already, as it is to.
            }
        }
    }
}
