package dev.jobber.bench;

import dev.jobber.job.JobRequest;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.Outcome;
import dev.jobber.observer.EventLog;
import dev.jobber.observer.Observer;
import dev.jobber.observer.RestartCounts;
import dev.jobber.observer.TreeWatch;
import dev.jobber.otp.Down;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.shell.Shell;
import dev.jobber.shell.command.CommandTable;
import dev.jobber.shell.console.StreamConsole;
import dev.jobber.shell.console.StreamSink;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.script.CommandSource;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.SessionEnvironment;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How long the prompt, the log, timers, kills and the end take while 64 jobs compute without a
/// pause.
final class Busy {
    private static final int JOBS = 64;

    private Busy() {}

    static void measure(BenchRun run) throws Exception {
        var nowhere = new StreamSink(OutputStream.nullOutputStream(), TextEncoding.UTF_8, false);
        var log =
                LogGateway.open(
                        nowhere,
                        Clock.systemDefaultZone(),
                        LogThreshold.INFO,
                        LogGateway.Limits.DEFAULT);
        for (int i = 0; i < run.count(5, 2); i++) {
            try (Node node = Node.builder().ownsScheduler().build()) {
                var jobber =
                        Jobber.start(
                                node, JobberOptions.defaults().withFinished(FinishedJobs.KEEP));
                Shell shell = shell(jobber, nowhere, log);
                times(run.count(2_000, 1_000), () -> enter(shell)); // warm-up without the load
                for (int j = 0; j < JOBS; j++) {
                    jobber.startJob(JobRequest.of(attempt -> compute()));
                }
                times(50, () -> enter(shell));
                run.latencies(
                        "busy-prompt-p50",
                        "busy-prompt-p99",
                        times(run.count(1_000, 200), () -> enter(shell)),
                        1e6);
                run.latencies(
                        "", "busy-log-p99", times(run.count(1_000, 300), () -> line(log)), 1e6);
                run.latencies(
                        "", "busy-timer-p99", node.run(() -> lateness(run.count(1_000, 300))), 1e6);
                run.latencies("", "busy-kill-p99", node.run(() -> kills(jobber)), 1e6);
                var patience = Duration.ofMinutes(1);
                run.figure("busy-stop", BenchRun.seconds(() -> jobber.stop(patience)) * 1e3);
            }
        }
        log.close();
    }

    private static Outcome compute() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        return Outcome.ok();
    }

    private static Shell shell(Jobber jobber, StreamSink nowhere, LogGateway log) {
        var console =
                new StreamConsole(
                        new StreamConsole.Streams(
                                OutputStream.nullOutputStream(), nowhere, failure -> {}),
                        log,
                        new StreamConsole.Look(100, false, TextEncoding.UTF_8));
        var environment =
                new SessionEnvironment(console, log, Map.of(), Path.of(""), Thread::sleep);
        var observer =
                new Observer(
                        jobber,
                        new RestartCounts(),
                        new TreeWatch((level, sentence) -> log.log(LogLevel.of(level), sentence)),
                        new EventLog(jobber.node().clock()));
        var session = new Session(environment, observer);
        return new Shell(session, made -> new CommandTable(session, made::files, made::help));
    }

    private static void enter(Shell shell) {
        shell.run(CommandSource.texts("bench", List.of("count-children")), false);
    }

    /// Logs a line, and waits until it is written.
    private static void line(LogGateway log) {
        log.log(LogLevel.INFO, "Job completed abcdefg");
        log.flush(Duration.ofMinutes(1));
    }

    /// Does something once each millisecond; how long it took each time.
    private static long[] times(int n, BenchRun.Batch what) throws Exception {
        var nanos = new long[n];
        for (int i = 0; i < n; i++) {
            long start = System.nanoTime();
            what.run();
            nanos[i] = System.nanoTime() - start;
            Thread.sleep(1);
        }
        return nanos;
    }

    /// How late timers of a millisecond are, one after the other.
    private static long[] lateness(int n) {
        var nanos = new long[n];
        for (int i = 0; i < n; i++) {
            long due = System.nanoTime() + 1_000_000;
            Process.sendAfter(Process.self(), "due", Duration.ofMillis(1));
            Process.receive();
            nanos[i] = System.nanoTime() - due;
        }
        return nanos;
    }

    /// Kills each job once; how long it took until it was gone. Each is started again.
    private static long[] kills(Jobber jobber) {
        List<Pid> pids = jobber.running().stream().map(running -> running.pid()).toList();
        if (pids.size() != JOBS) {
            throw new IllegalStateException(
                    "expected " + JOBS + " jobs that run, got: " + pids.size());
        }
        var nanos = new long[JOBS];
        for (int i = 0; i < JOBS; i++) {
            long start = System.nanoTime();
            MonitorRef monitor = Process.monitor(pids.get(i));
            Process.exit(pids.get(i), ExitReason.KILL);
            Optional<Object> down =
                    Process.receive(
                            message -> message instanceof Down it && it.ref() == monitor,
                            Duration.ofMinutes(1));
            nanos[i] = System.nanoTime() - start;
            if (down.isEmpty()) {
                throw new IllegalStateException("expected " + pids.get(i) + " to end");
            }
        }
        return nanos;
    }
}
