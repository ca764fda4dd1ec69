package dev.jobber;

import dev.jobber.attach.SocketFolder;
import dev.jobber.attach.TreeName;
import dev.jobber.attach.TreeSocket;
import dev.jobber.job.JobHandle;
import dev.jobber.job.durable.StoreException;
import dev.jobber.observer.Observer;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.Process;
import dev.jobber.shell.Shell;
import dev.jobber.shell.command.CommandTable;
import dev.jobber.shell.command.handler.HandlerCommands;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.script.CommandSource;
import dev.jobber.shell.session.JobSettings;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.StoreSettings;
import dev.jobber.shell.syntax.StreamLines;
import dev.jobber.shell.syntax.TextEncoding;
import dev.jobber.shell.terminal.EndSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// One run of the program: the rc file, then the lines that the options name, then an orderly end.
final class Run {
    /// What a program without a terminal writes to standard output when it answers.
    private static final String READY = "ready\n";

    private final Host host;
    private final Options options;
    private final ExitRequest exit;
    private final Frontend frontend;
    private final RunTree runTree;
    private final Observer observer;
    private final Session session;
    private final Shell shell;
    private boolean finished;

    /// Why the store cannot be used that was opened behind the prompt.
    private volatile Optional<RuntimeException> unusableStore = Optional.empty();

    private Run(Host host, Options options, ExitRequest exit, Frontend frontend, RunTree runTree) {
        this.host = host;
        this.options = options;
        this.exit = exit;
        this.frontend = frontend;
        this.runTree = runTree;
        observer = runTree.tree().observer();
        session = new Session(host.session(frontend), runTree.tree());
        JobSettings.addTo(session);
        StoreSettings.addTo(session);
        session.output(options.output);
        session.showsTraces(options.verbose);
        shell =
                new Shell(
                        session,
                        made -> new CommandTable(session, made::files, made::help),
                        ProgramCommand::specs);
        exit.then(session::abandon);
    }

    /// Runs what the options say, on a tree of its own.
    ///
    /// @return the exit code
    static int of(Host host, Options options) throws IOException {
        Optional<TreeSocket> socket = Optional.empty();
        if (options.name.isPresent() && options.lines.check.isEmpty()) {
            var folder = SocketFolder.of(host.place().environment());
            socket = Optional.of(TreeSocket.take(folder, TreeName.of(options.name.get())));
        }
        try {
            return of(host, options, socket);
        } catch (IOException | RuntimeException failed) {
            if (socket.isPresent()) {
                socket.get().close();
            }
            throw failed;
        }
    }

    private static int of(Host host, Options options, Optional<TreeSocket> socket)
            throws IOException {
        // no lambda: it would load the class where nothing is recorded
        Optional<FlightFile> recording =
                options.flightFile.isPresent()
                        ? Optional.of(FlightFile.start(host.place(), options.flightFile.get()))
                        : Optional.empty();
        var exit = new ExitRequest();
        Frontend frontend = Frontend.open(host, options, Frontend.Logs.OF_TREE, exit);
        try {
            copyLog(host, options, frontend);
        } catch (ShellException unwritable) {
            frontend.close();
            throw unwritable;
        }
        var belongings = new OwnTree.Belongings(socket, recording);
        var own = new OwnTree(host, options, frontend, exit, belongings);
        var run = new Run(host, options, exit, frontend, own);
        try {
            run.openStore();
        } catch (StoreException unusable) {
            run.finish(options.shutdownTimeout.most());
            throw unusable;
        }
        return run.run();
    }

    /// @throws StoreException if the store cannot be used
    private void openStore() {
        if (options.store.place.isPresent() && options.lines.check.isEmpty()) {
            new StoreStart(session, shell, frontend)
                    .open(ProgramStore.of(host, options.store, frontend.log()), this::endWithout);
        }
    }

    /// A store that cannot be used ends the program, as it would if there were no prompt.
    private void endWithout(RuntimeException unusable) {
        unusableStore = Optional.of(unusable);
        runTree.endsBecause("its store cannot be used");
        exit.with(1);
        finish(options.shutdownTimeout.most());
    }

    private static void copyLog(Host host, Options options, Frontend frontend) {
        if (options.logFile.isEmpty()) {
            return;
        }
        String file = options.logFile.get();
        try {
            frontend.log()
                    .copyTo(
                            TextEncoding.of(host.place().environment())
                                    .path(host.place().directory(), file));
        } catch (IOException unwritable) {
            throw new ShellException(
                    ErrorCode.EIO,
                    "cannot write the log to '" + file + "': " + unwritable.getMessage());
        }
    }

    /// Runs what the options say on a tree that another run has started, and leaves it running.
    ///
    /// @return the exit code
    static int on(Attached attached, Host host, Options options) throws IOException {
        boolean isInteractive = Frontend.isInteractive(host, options);
        attached.visit()
                .mode(
                        (isInteractive ? "shell" : "script")
                                + (options.readOnly ? " read-only" : ""));
        var exit = new ExitRequest();
        var visited = new VisitedTree(attached);
        Frontend frontend = Frontend.open(host, options, visited.logs(isInteractive), exit);
        var run = new Run(host, options, exit, frontend, visited);
        try (var _ = visited.follow(run.session, frontend, options)) {
            return run.run();
        }
    }

    /// Makes a shell that only tells about its commands. It reads no rc file, runs no line and
    /// prints no log line.
    static <T> T describing(Host host, Function<Shell, T> description) {
        var options = new Options();
        options.logLevel = Optional.of(LogThreshold.OFF);
        var exit = new ExitRequest();
        Frontend frontend = Frontend.Streams.open(host, options, Frontend.Logs.OF_TREE, exit);
        var own = new OwnTree(host, options, frontend, exit, OwnTree.Belongings.NONE);
        var run = new Run(host, options, exit, frontend, own);
        try {
            return description.apply(run.shell);
        } finally {
            run.finish(options.shutdownTimeout.most());
        }
    }

    private int run() {
        handleSignals();
        int code = lines();
        finish(options.shutdownTimeout.most());
        if (unusableStore.isPresent()) {
            throw unusableStore.get();
        }
        return exit.code(code);
    }

    private void handleSignals() {
        Host.Signals signals = host.hooks().signals();
        if (options.daemon) {
            signals.onHangup(frontend.log()::reopenFile);
        }
        signals.handle(
                endingSignals(),
                signal -> {
                    runTree.endsBecause("it was ended by SIG" + signal);
                    exit.with(signal.exitCode());
                    finish(options.shutdownTimeout.most());
                });
    }

    private EnumSet<EndSignal> endingSignals() {
        if (options.daemon) {
            return EnumSet.of(EndSignal.INT, EndSignal.TERM);
        }
        return frontend instanceof Frontend.Screen
                ? EnumSet.of(EndSignal.HUP, EndSignal.TERM)
                : EnumSet.allOf(EndSignal.class);
    }

    /// The lines of this run, each kind of which begins with the rc file, if it has one.
    private int lines() {
        runTree.findRc(shell);
        Optional<String> check = options.lines.check;
        if (check.isPresent()) {
            return tell(shell.files().check(check.get()));
        }
        return switch (frontend) {
            case Frontend.Screen screen -> interact(screen);
            case Frontend.Streams _ -> {
                int rc = runsRc() ? toldOfRc(shell.files().runRc()) : 0;
                if (rc != 0) {
                    yield rc;
                }
                begin();
                yield options.daemon ? untilItsEnd() : awaited(script());
            }
        };
    }

    private boolean runsRc() {
        return runTree.runsRc() && shell.files().rc().isPresent();
    }

    private void begin() {
        runTree.begin(session, shell, this::finish);
    }

    private int interact(Frontend.Screen screen) {
        Prompt prompt = screen.prompt(host.place().environment(), shell.completions());
        exit.then(prompt::end);
        host.hooks()
                .notice()
                .get()
                .ifPresent(notice -> frontend.log().log(LogLevel.WARNING, notice));
        if (runsRc()) {
            var _ = toldOfRc(shell.runRc(prompt));
        } else {
            frontend.log().log(LogLevel.INFO, runTree.greeting());
        }
        begin();
        shell.interact(prompt);
        return 0;
    }

    /// @return 0, or the exit code of a script whose rc file is wrong
    private int toldOfRc(Answer answer) {
        return switch (answer) {
            case Answer.Ok _ -> {
                observer.renewIdleRunner();
                frontend.log().log(LogLevel.INFO, "loaded " + shell.files().rc().orElse(""));
                yield 0;
            }
            case Answer.Failed failed -> {
                shell.complain(failed);
                yield failed.exitCode();
            }
        };
    }

    private int script() {
        if (!options.lines.texts.isEmpty()) {
            return run(CommandSource.texts("-c", options.lines.texts));
        }
        if (!options.command.isEmpty()) {
            return run(CommandSource.arguments(options.command));
        }
        Optional<String> script = options.lines.script.filter(file -> !file.equals("-"));
        if (script.isEmpty()) {
            return run(
                    CommandSource.lines(
                            "stdin",
                            new StreamLines(
                                    host.streams().in(),
                                    "standard input",
                                    TextEncoding.of(host.place().environment()))));
        }
        try {
            return shell.files().script(script.get(), this::run);
        } catch (ShellException unreadable) {
            return tell(Answer.wrong(unreadable.error()));
        }
    }

    /// @return the same exit code, when the jobs have ended if that is wanted
    private int awaited(int code) {
        if (options.await && !session.hasEnded()) {
            try {
                awaitJobs();
            } catch (ExitException | CancellationException ended) {
                // A signal ends the program; there is nothing to wait for any more.
            }
        }
        return code;
    }

    /// A handler may start jobs when others have ended.
    private void awaitJobs() {
        List<JobHandle> jobs = List.of();
        while (!jobs.equals(observer.jobber().jobs())) {
            jobs = observer.jobber().jobs();
            var _ = observer.jobber().await(jobs, Process.INFINITY);
            HandlerCommands.awaitIdle(observer.node());
        }
    }

    private int run(CommandSource source) {
        return shell.run(source, options.keepGoing);
    }

    private int tell(Answer answer) {
        shell.tell(answer, "");
        return answer instanceof Answer.Failed failed ? failed.exitCode() : 0;
    }

    /// Tells the program that has started this one that it answers, and lets go of its streams.
    private int untilItsEnd() {
        var ended = new CountDownLatch(1);
        exit.then(ended::countDown);
        try {
            host.streams().out().write(READY.getBytes(StandardCharsets.US_ASCII));
            host.streams().out().close();
            host.streams().err().close();
        } catch (IOException _) {
            // No program has waited for it.
        }
        try {
            ended.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /// Ends what this run has started, and restores the terminal. Only the first call does this.
    ///
    /// @param timeout how long the tree may take, if it ends
    private synchronized void finish(Duration timeout) {
        if (!finished) {
            finished = true;
            session.process().close();
            runTree.end(session, timeout);
            frontend.close();
        }
    }
}
