package dev.jobber.bench;

import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.observer.EventLog;
import dev.jobber.observer.Observer;
import dev.jobber.observer.RestartCounts;
import dev.jobber.observer.TreeWatch;
import dev.jobber.otp.Node;
import dev.jobber.shell.Shell;
import dev.jobber.shell.command.CommandTable;
import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.StreamConsole;
import dev.jobber.shell.console.StreamSink;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.script.CommandSource;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.SessionEnvironment;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// The waits of a user with 100 000 jobs: for a file of lines, the list of jobs, Tab, and the end.
/// Each is done once in a new virtual machine that is not warm, as for that user.
final class Many {
    private static final int JOBS = 100_000;
    private static final List<String> TYPED =
            List.of("", "a", "j9", "j99999", "#PID<0.1", "<0.12345", "Job");

    private Many() {}

    static void measure(BenchRun run) throws Exception {
        var nowhere = new StreamSink(OutputStream.nullOutputStream(), TextEncoding.UTF_8, false);
        var log =
                LogGateway.open(
                        nowhere,
                        Clock.systemDefaultZone(),
                        LogThreshold.OFF,
                        LogGateway.Limits.DEFAULT);
        Path lines = Files.createTempFile("jobber", ".rc");
        Path table = Files.createTempFile("jobber", ".txt");
        Files.write(lines, script());
        try (Node node = Node.builder().build();
                OutputStream out = new FileOutputStream(table.toFile())) {
            var jobber =
                    Jobber.start(node, JobberOptions.defaults().withFinished(FinishedJobs.KEEP));
            Shell shell = shell(jobber, out, nowhere, log);
            run.figure("source-100k", BenchRun.seconds(() -> enter(shell, "source " + lines)));
            run.figure("jobs-100k", BenchRun.seconds(() -> enter(shell, "jobs")));
            if (Files.size(table) < JOBS || jobber.running().size() != JOBS) {
                throw new IllegalStateException("expected " + JOBS + " jobs in " + table);
            }
            run.latencies("", "tab-100k", tabs(shell, run.count(1_000, 300)), 1e6);
            run.figure("quit-100k", BenchRun.seconds(() -> jobber.stop(Duration.ofMinutes(1))));
        } finally {
            Files.delete(lines);
            Files.delete(table);
        }
        log.close();
    }

    private static List<String> script() {
        List<String> lines = new ArrayList<>(List.of("define-job sim long --sleep 1h --ok"));
        for (int i = 0; i < JOBS; i++) {
            lines.add("start-job long --id j" + i);
        }
        return Collections.unmodifiableList(lines);
    }

    private static Shell shell(
            Jobber jobber, OutputStream out, StreamSink nowhere, LogGateway log) {
        var console =
                new StreamConsole(
                        new StreamConsole.Streams(out, nowhere, failure -> {}),
                        log,
                        new StreamConsole.Look(100, false, TextEncoding.UTF_8));
        var environment =
                new SessionEnvironment(console, log, Map.of(), Path.of(""), Thread::sleep);
        var session =
                new Session(
                        environment,
                        new Observer(
                                jobber,
                                new RestartCounts(),
                                new TreeWatch(
                                        (level, sentence) -> log.log(LogLevel.of(level), sentence)),
                                new EventLog(jobber.node().clock())));
        return new Shell(session, made -> new CommandTable(session, made::files, made::help));
    }

    private static void enter(Shell shell, String line) {
        if (shell.run(CommandSource.texts("bench", List.of(line)), false) != 0) {
            throw new IllegalStateException("expected '" + line + "' to succeed");
        }
    }

    /// How long it takes to find what may stand behind `stop`.
    private static long[] tabs(Shell shell, int n) {
        Completions completions = shell.completions();
        var nanos = new long[n];
        for (int i = 0; i < n; i++) {
            String typed = TYPED.get(i % TYPED.size());
            long start = System.nanoTime();
            completions.complete(List.of("stop"), typed);
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }
}
