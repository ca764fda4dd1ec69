package dev.jobber.shell;

import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.shell.command.CommandTable;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// A session whose answers go nowhere.
public final class TestSession {

    private TestSession() {}

    /// A session with all commands, on a node of its own.
    public static Session open() {
        var clock = new ManualClock();
        var sink = new StreamSink(OutputStream.nullOutputStream(), false);
        var log =
                LogGateway.open(
                        sink, Clock.systemUTC(), LogThreshold.OFF, LogGateway.Limits.DEFAULT);
        var console =
                new StreamConsole(
                        new StreamConsole.Streams(OutputStream.nullOutputStream(), sink, _ -> {}),
                        log,
                        new StreamConsole.Look(80, false));
        var surroundings =
                new Surroundings(
                        console, log, Map.of("HOME", "/home/ada"), Path.of(""), clock::advance);
        var node = Node.builder().clock(clock).fairness(false).build();
        return new Session(
                new CommandTable(),
                surroundings,
                new Engine(Jobber.start(node, JobberOptions.defaults()), new RestartCounts()));
    }
}
