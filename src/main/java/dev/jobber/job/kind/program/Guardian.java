package dev.jobber.job.kind.program;

import dev.jobber.job.kind.program.os.Executables;
import dev.jobber.job.kind.program.os.JavaLauncher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    private final String mark;
    private final Map<Long, Long> guarded = new LinkedHashMap<>();
    private @Nullable Process script;

    /// @param mark what an entry in the environments of all its programs begins with
    Guardian(String mark) {
        this.mark = mark;
    }

    /// Starts the script, if it does not run.
    synchronized void begin() {
        Process running = script;
        if (running == null || !running.isAlive()) {
            script = start();
            guarded.forEach((number, group) -> tell("+ " + number + ' ' + group));
        }
    }

    private Process start() {
        List<String> command = new ArrayList<>();
        Executables.find("setsid", System.getenv()).ifPresent(it -> command.add(it.toString()));
        command.addAll(List.of("/bin/sh", "-c", text(), "jobber-guardian", mark));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(List.of("PATH"));
        return JavaLauncher.start(
                builder.directory(Path.of("/").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD));
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
    /// @param number counts the programs
    /// @param group its process group
    synchronized void guard(long number, long group) {
        guarded.put(number, group);
        tell("+ " + number + ' ' + group);
    }

    /// Nothing of it is left.
    synchronized void forget(long number) {
        guarded.remove(number);
        tell("- " + number);
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
