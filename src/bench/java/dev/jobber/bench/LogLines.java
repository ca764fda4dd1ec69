package dev.jobber.bench;

import dev.jobber.shell.console.StreamSink;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

/// Lines through the log gateway; those it leaves out do not count.
final class LogLines {
    private LogLines() {}

    static void measure(BenchRun run) throws Exception {
        int n = 100_000;
        run.warmUp(() -> lines(n));
        for (int i = 0; i < run.repeats(); i++) {
            run.figure("log-lines", lines(n));
        }
    }

    /// Lines a second, measured over a number of lines that were logged.
    private static double lines(int n) throws Exception {
        Path file = Files.createTempFile("jobber", ".log");
        try (OutputStream stream = Files.newOutputStream(file)) {
            var log =
                    LogGateway.open(
                            new StreamSink(stream, TextEncoding.UTF_8, false),
                            Clock.systemDefaultZone(),
                            LogThreshold.DEBUG,
                            LogGateway.Limits.DEFAULT);
            double seconds =
                    BenchRun.seconds(() -> {
                        for (int i = 0; i < n; i++) {
                            log.log(LogLevel.INFO, "Job completed abcdefg" + i);
                        }
                        log.flush(Duration.ofMinutes(1));
                    });
            log.close();
            try (Stream<String> written = Files.lines(file)) {
                return written.count() / seconds;
            }
        } finally {
            Files.delete(file);
        }
    }
}
