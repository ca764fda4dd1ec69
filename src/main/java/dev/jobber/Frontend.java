package dev.jobber;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Console;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.console.StreamConsole;
import dev.jobber.shell.console.StreamSink;
import dev.jobber.shell.log.LocalClock;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogSink;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.syntax.TextEncoding;
import dev.jobber.shell.terminal.HistoryFile;
import dev.jobber.shell.terminal.TerminalHistory;
import dev.jobber.shell.terminal.TerminalSession;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a run's answers and log lines go.
sealed interface Frontend extends AutoCloseable {
    /// Where log lines go.
    LogGateway log();

    /// Where answers go.
    Console console();

    /// Writes all waiting lines, and restores the terminal.
    @Override
    void close();

    /// The terminal, where a shell is wanted; else the streams.
    ///
    /// @param exit ends the run where its output can no longer be written
    static Frontend open(Host host, Options options, Logs logs, ExitRequest exit)
            throws IOException {
        return isInteractive(host, options)
                ? Screen.open(host, options, logs)
                : Streams.open(host, options, logs, exit);
    }

    /// Whether the options ask for a shell at a terminal.
    static boolean isInteractive(Host host, Options options) {
        return options.choices().isEmpty()
                && !options.daemon
                && host.streams().terminals().in().getAsBoolean();
    }

    /// A script's: standard output and standard error.
    record Streams(LogGateway log, Console console) implements Frontend {
        /// @param exit ends the run where its output can no longer be written; a program without a
        ///   terminal goes on
        static Streams open(Host host, Options options, Logs logs, ExitRequest exit) {
            boolean coloured = options.colour.applies(host.place().environment(), false);
            var sink =
                    new StreamSink(
                            host.streams().err(),
                            TextEncoding.of(host.place().environment()),
                            coloured,
                            () ->
                                    movesCursor(host.place().environment())
                                            && host.streams().terminals().err().getAsBoolean(),
                            host.streams().terminals().out());
            LogGateway log = logs.open(sink, options.logLevel);
            var look = StreamConsole.Look.of(host.place().environment(), coloured);
            return new Streams(
                    log,
                    new StreamConsole(
                            new StreamConsole.Streams(
                                    host.streams().out(),
                                    sink,
                                    failure -> {
                                        if (!options.daemon) {
                                            exit.with(exitCode(failure));
                                        }
                                    }),
                            log,
                            look));
        }

        private static int exitCode(IOException failure) {
            return StreamConsole.isClosedPipe(failure) ? StreamConsole.OUTPUT_CLOSED : 1;
        }

        /// Whether the terminal, if there is one, may be expected to.
        private static boolean movesCursor(Map<String, String> environment) {
            return !List.of("", "dumb").contains(environment.getOrDefault("TERM", ""));
        }

        @Override
        public void close() {
            log.close();
        }
    }

    /// The interactive shell's: the terminal.
    record Screen(
            TerminalSession terminal,
            Optional<TerminalSession.Capture> streams,
            LogGateway log,
            Console console)
            implements Frontend {
        private static final int HISTORY = 10_000;

        static Screen open(Host host, Options options, Logs logs) throws IOException {
            TerminalSession terminal = host.hooks().terminal().open(options.colour);
            LogGateway log = logs.open(terminal, options.logLevel);
            log.showsBrief(true);
            return new Screen(
                    terminal,
                    logs.isOfProcess()
                            ? Optional.of(TerminalSession.captureStandardStreams(log))
                            : Optional.empty(),
                    log,
                    terminal.console(log));
        }

        /// The prompt.
        Prompt prompt(Map<String, String> environment, Completions completions) {
            var file = new HistoryFile(HistoryFile.of(environment), HISTORY);
            var history = TerminalHistory.of(file, text -> log.log(LogLevel.WARNING, text));
            return terminal.lines(log, completions, history);
        }

        @Override
        public void close() {
            streams.ifPresent(TerminalSession.Capture::close);
            log.close();
            terminal.close();
        }
    }

    /// Makes the way of log lines to a sink.
    @FunctionalInterface
    interface Logs {
        /// The log of a program with a tree of its own.
        Logs OF_TREE = new OfTree();

        /// @param threshold the lowest level that is shown, where the user has said it
        LogGateway open(LogSink sink, Optional<LogThreshold> threshold);

        /// Whether it is the log of this process: what is printed on the standard streams goes the
        /// same way where they are drawn on.
        default boolean isOfProcess() {
            return false;
        }

        /// The log of a program with a tree of its own.
        final class OfTree implements Logs {
            private OfTree() {}

            @Override
            public LogGateway open(LogSink sink, Optional<LogThreshold> threshold) {
                return LogGateway.open(
                        sink,
                        new LocalClock(),
                        threshold.orElse(LogThreshold.INFO),
                        LogGateway.Limits.DEFAULT);
            }

            @Override
            public boolean isOfProcess() {
                return true;
            }
        }
    }
}
