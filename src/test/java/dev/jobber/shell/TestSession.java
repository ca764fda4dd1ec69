package dev.jobber.shell;

import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.observer.EventLog;
import dev.jobber.observer.Observer;
import dev.jobber.observer.RestartCounts;
import dev.jobber.observer.Subjects;
import dev.jobber.observer.TreeWatch;
import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.shell.command.CommandTable;
import dev.jobber.shell.console.StreamConsole;
import dev.jobber.shell.console.StreamSink;
import dev.jobber.shell.console.TestPrompt;
import dev.jobber.shell.log.LogEvents;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogText;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.session.JobSettings;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.SessionEnvironment;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A session in memory, on a node of its own whose clock stands still until a command waits.
public final class TestSession {
    private final ManualClock clock;
    private final Session session;
    private final Shell shell;

    private TestSession(OutputStream out, LogThreshold threshold) {
        clock = new ManualClock();
        var sink = new StreamSink(out, TextEncoding.UTF_8, false);
        var log = LogGateway.open(sink, Clock.systemUTC(), threshold, LogGateway.Limits.DEFAULT);
        var console =
                new StreamConsole(
                        new StreamConsole.Streams(out, sink, _ -> {}),
                        log,
                        new StreamConsole.Look(100, false, TextEncoding.UTF_8));
        var watch = new TreeWatch((level, sentence) -> log.log(LogLevel.of(level), sentence));
        var subjects = new Subjects();
        var events = new EventLog(clock);
        Node node =
                Node.builder()
                        .clock(clock)
                        .fairness(false)
                        .events(
                                event -> {
                                    if (LogEvents.isLogged(event)) {
                                        log.log(
                                                LogLevel.of(event.level()),
                                                LogText.of(event.message()),
                                                subjects.of(event));
                                    }
                                    watch.on(event);
                                    events.on(event);
                                },
                                EventDelivery.AT_ONCE)
                        .lifeEvents()
                        .build();
        JobberOptions jobs =
                JobberOptions.defaults()
                        .withFinished(FinishedJobs.KEEP)
                        .withRandom(new Random(1))
                        .withListener(event ->
                                log.log(
                                        LogLevel.of(event.level()),
                                        LogText.of(event.message()),
                                        subjects.of(event)))
                        .withListener(events::on);
        var environment =
                new SessionEnvironment(
                        console,
                        log,
                        Map.of("HOME", "/home/ada", "EVIL", "a\u001b[2Jb"),
                        Path.of(""),
                        clock::advance);
        var jobber = Jobber.start(node, jobs);
        subjects.know(jobber);
        session =
                new Session(environment, new Observer(jobber, new RestartCounts(), watch, events));
        JobSettings.addTo(session);
        shell = new Shell(session, made -> new CommandTable(session, made::files, made::help));
    }

    /// A session whose answers go nowhere.
    public static TestSession open() {
        return new TestSession(OutputStream.nullOutputStream(), LogThreshold.OFF);
    }

    /// A session whose answers and log lines go there.
    public static TestSession on(OutputStream out) {
        return new TestSession(out, LogThreshold.INFO);
    }

    /// Lets a time pass.
    public void advance(Duration time) {
        clock.advance(time);
    }

    public Session session() {
        return session;
    }

    /// The shell on the session.
    public Shell shell() {
        return shell;
    }

    /// What is seen when these are entered at a prompt, one after the other; each may be several
    /// lines, as if pasted.
    ///
    /// @param file a file that is run first
    public static String typed(String file, List<String> entered) {
        var out = new ByteArrayOutputStream();
        var test = new TestSession(out, LogThreshold.INFO);
        if (!file.isEmpty()) {
            test.shell.tell(test.shell.files().run(file), "");
        }
        test.shell.interact(new TestPrompt(entered, out, test.session.log()));
        test.session.log().close();
        test.session.observer().node().close();
        return out.toString(StandardCharsets.UTF_8);
    }
}
