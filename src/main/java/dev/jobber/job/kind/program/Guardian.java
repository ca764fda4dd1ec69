package dev.jobber.job.kind.program;

import dev.jobber.job.kind.program.os.Executables;
import dev.jobber.job.kind.program.os.JavaLauncher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    /// The clock of the script, which goes on while the machine sleeps: seconds since its start.
    /// Where there is no such file, the script and this take the time of day.
    private static final Path UPTIME = Path.of("/proc/uptime");

    private static final int HUNDREDTH_MILLIS = 10;

    private final String name;
    private final List<String> arguments;
    private final Map<Long, Long> guarded = new LinkedHashMap<>();
    private @Nullable Process script;

    private Guardian(String name, String... arguments) {
        this.name = name;
        this.arguments = List.of(arguments);
    }

    /// Ends programs when the JVM has ended.
    ///
    /// @param mark what an entry in the environments of all its programs begins with
    static Guardian atEnd(String mark) {
        return new Guardian("guardian.sh", mark);
    }

    /// Ends programs when the time has come that was last told by [#allow]: the JVM may stand still
    /// then.
    ///
    /// @param mark what an entry in the environments of all its programs begins with
    static Guardian withoutBeats(String mark) {
        return new Guardian("lease.sh", mark);
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
        command.addAll(List.of("/bin/sh", "-c", text(), "jobber-guardian"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(List.of("PATH"));
        return JavaLauncher.start(
                builder.directory(Path.of("/").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    private String text() {
        try (InputStream script = Guardian.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException("the jar lacks " + name);
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
        if (guarded.remove(number) != null) {
            tell("- " + number);
        }
    }

    synchronized boolean guards() {
        return !guarded.isEmpty();
    }

    /// The programs may live for so long from now on.
    synchronized void allow(Duration time) {
        tell("b " + (now() + time.toMillis() / HUNDREDTH_MILLIS));
    }

    /// In hundredths of a second, as the script counts.
    private static long now() {
        try {
            String seconds = Files.readString(UPTIME, StandardCharsets.US_ASCII).split(" ")[0];
            return Long.parseLong(seconds.replace(".", ""));
        } catch (IOException elsewhere) {
            return System.currentTimeMillis() / HUNDREDTH_MILLIS;
        }
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
