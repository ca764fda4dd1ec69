package dev.jobber;

import dev.jobber.attach.SocketFolder;
import dev.jobber.attach.TreeName;
import dev.jobber.attach.TreeSocket;
import dev.jobber.attach.server.TreeServer;
import dev.jobber.attach.server.Visit;
import dev.jobber.job.JobEvent;
import dev.jobber.job.JobHandle;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.StoreException;
import dev.jobber.observer.EventLog;
import dev.jobber.observer.Observer;
import dev.jobber.observer.RestartCounts;
import dev.jobber.observer.Subjects;
import dev.jobber.observer.TreeWatch;
import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.EventListener;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.shell.Shell;
import dev.jobber.shell.command.CommandTable;
import dev.jobber.shell.command.handler.HandlerCommands;
import dev.jobber.shell.command.job.DurableLines;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.console.StreamConsole;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogText;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.log.OwnLines;
import dev.jobber.shell.parse.TimeLimit;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.script.CommandSource;
import dev.jobber.shell.script.RcLookup;
import dev.jobber.shell.session.JobSettings;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.SessionEnvironment;
import dev.jobber.shell.session.SharedTree;
import dev.jobber.shell.session.StoreOpening;
import dev.jobber.shell.session.StoreSettings;
import dev.jobber.shell.syntax.StreamLines;
import dev.jobber.shell.syntax.TextEncoding;
import dev.jobber.shell.terminal.EndSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// One run of the program: the rc file, then the lines that the options name, then an orderly end.
final class Run {
    private static final int SHOWN = 5;

    /// What a program without a terminal writes to standard output when it answers.
    private static final String READY = "ready\n";

    private final Host host;
    private final Options options;
    private final ExitRequest exit;
    private final Frontend frontend;
    private final Standing standing;
    private final SharedTree tree;
    private final Observer observer;
    private final Session session;
    private final Shell shell;
    private Optional<TreeServer> server = Optional.empty();
    private boolean finished;
    private volatile boolean isKilled;

    /// Why the store cannot be used that was opened behind the prompt.
    private volatile Optional<RuntimeException> unusableStore = Optional.empty();

    private volatile String reason = "its own terminal or script has ended";

    /// What a run is on its tree.
    private sealed interface Standing {
        /// It starts the tree, and ends it.
        ///
        /// @param socket where others attach to the tree, if they may
        /// @param recording what is written to a file at its end, if that is wanted
        record Owner(Optional<TreeSocket> socket, Optional<FlightFile> recording)
                implements Standing {}

        /// It works on the tree of another run.
        record Visitor(Attached attached) implements Standing {}
    }

    private Run(
            Host host, Options options, ExitRequest exit, Frontend frontend, Standing standing) {
        this.host = host;
        this.options = options;
        this.exit = exit;
        this.frontend = frontend;
        this.standing = standing;
        tree =
                switch (standing) {
                    case Standing.Owner _ -> new SharedTree(startEngine(), environment());
                    case Standing.Visitor(Attached attached) -> attached.tree();
                };
        observer = tree.observer();
        session = new Session(environment(), tree);
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

    /// At a prompt the user need not wait until the store is open.
    ///
    /// @throws StoreException if the store cannot be used
    private void openStore() {
        if (options.store.place.isEmpty() || options.lines.check.isPresent()) {
            return;
        }
        ProgramStore store = ProgramStore.of(host, options.store, frontend.log());
        var opening = new StoreOpening(StoreOpening.MOST);
        tree.store(opening);
        StoreSettings.addTo(session);
        switch (frontend) {
            case Frontend.Streams _ -> open(store, opening);
            case Frontend.Screen _ ->
                    Thread.ofPlatform()
                            .daemon()
                            .name("jobber-store-open")
                            .start(() -> openBehind(store, opening));
        }
    }

    private void open(ProgramStore store, StoreOpening opening) {
        DurableJobs jobs;
        try {
            jobs = store.open();
        } catch (RuntimeException | Error unusable) {
            opening.failed(unusable);
            throw unusable;
        }
        try {
            jobs.begin(observer.jobber(), new DurableLines(session, shell.files()));
        } catch (ExitException ended) {
            // The tree has ended meanwhile; then the store is closed.
        }
        opening.opened(jobs);
    }

    private void openBehind(ProgramStore store, StoreOpening opening) {
        try {
            open(store, opening);
        } catch (RuntimeException unusable) {
            endWithout(unusable);
        } catch (Error fault) {
            endWithout(new IllegalStateException(fault));
        }
    }

    /// A store that cannot be used ends the program, as it would if there were no prompt.
    private void endWithout(RuntimeException unusable) {
        unusableStore = Optional.of(unusable);
        reason = "its store cannot be used";
        exit.with(1);
        finish(options.shutdownTimeout.most());
    }

    private Observer startEngine() {
        Host.Machine machine = host.machine();
        var subjects = new Subjects();
        EventListener log = host.hooks().events().apply(frontend.log(), subjects::of);
        var restarts = new RestartCounts();
        var events = new EventLog(machine.clock());
        var watch =
                new TreeWatch(
                        (level, sentence) -> frontend.log().log(LogLevel.of(level), sentence));
        Node node =
                Node.builder()
                        .ownsScheduler()
                        .clock(machine.clock())
                        .events(
                                restarts.and(log).and(watch).and(events),
                                EventDelivery.AT_ONCE) // the log is a queue
                        .lifeEvents()
                        .build();
        JobberOptions jobs =
                JobberOptions.defaults()
                        .withFinished(FinishedJobs.KEEP)
                        .withRandom(machine.random())
                        .withListener(event -> log(event, subjects))
                        .withListener(events::on);
        var jobber = Jobber.start(node, jobs);
        subjects.know(jobber);
        return new Observer(jobber, restarts, watch, events);
    }

    /// Jobs may print many lines, and `output` shows them; `events` shows what else is a detail. So
    /// the log keeps only those details that it shows.
    private void log(JobEvent event, Subjects subjects) {
        var level = LogLevel.of(event.level());
        if (!event.isDetail() || frontend.log().shows(level)) {
            frontend.log().log(level, LogText.of(event.message()), subjects.of(event));
        }
    }

    private SessionEnvironment environment() {
        return new SessionEnvironment(
                frontend.console(),
                frontend.log(),
                host.place().environment(),
                host.place().directory(),
                host.machine().pause());
    }

    /// Runs what the options say.
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
        Frontend outlet =
                isInteractive(host, options)
                        ? Frontend.Screen.open(host, options, Frontend.Logs.OF_TREE, true)
                        : streams(host, options, Frontend.Logs.OF_TREE, exit);
        try {
            copyLog(host, options, outlet);
        } catch (ShellException unwritable) {
            outlet.close();
            throw unwritable;
        }
        var run = new Run(host, options, exit, outlet, new Standing.Owner(socket, recording));
        try {
            run.openStore();
        } catch (StoreException unusable) {
            run.finish(options.shutdownTimeout.most());
            throw unusable;
        }
        return run.run();
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
        var exit = new ExitRequest();
        boolean isInteractive = isInteractive(host, options);
        Frontend.Logs logs =
                (sink, threshold) ->
                        attached.tree()
                                .log()
                                .beside(
                                        sink,
                                        threshold.orElse(
                                                isInteractive
                                                        ? LogThreshold.INFO
                                                        : LogThreshold.OFF),
                                        LogGateway.Limits.OF_VISIT);
        attached.visit()
                .mode(
                        (isInteractive ? "shell" : "script")
                                + (options.readOnly ? " read-only" : ""));
        Frontend outlet =
                isInteractive
                        ? Frontend.Screen.open(host, options, logs, false)
                        : streams(host, options, logs, exit);
        var run = new Run(host, options, exit, outlet, new Standing.Visitor(attached));
        try (var _ = run.follow(attached.visit())) {
            return run.run();
        }
    }

    private static Frontend streams(
            Host host, Options options, Frontend.Logs logs, ExitRequest exit) {
        return Frontend.Streams.open(
                host,
                options,
                logs,
                failure -> {
                    if (!options.daemon) {
                        exit.with(
                                StreamConsole.isClosedPipe(failure)
                                        ? StreamConsole.OUTPUT_CLOSED
                                        : 1);
                    }
                });
    }

    /// Makes a shell that only tells about its commands. It reads no rc file, runs no line and
    /// prints no log line.
    static <T> T describing(Host host, Function<Shell, T> description) {
        var options = new Options();
        options.logLevel = Optional.of(LogThreshold.OFF);
        var exit = new ExitRequest();
        var run =
                new Run(
                        host,
                        options,
                        exit,
                        streams(host, options, Frontend.Logs.OF_TREE, exit),
                        new Standing.Owner(Optional.empty(), Optional.empty()));
        try {
            return description.apply(run.shell);
        } finally {
            run.finish(options.shutdownTimeout.most());
        }
    }

    private static boolean isInteractive(Host host, Options options) {
        return options.choices().isEmpty()
                && !options.daemon
                && host.streams().terminals().in().getAsBoolean();
    }

    /// Shows a visitor the lines of the tree's log: those of its own jobs if it is a script that
    /// wants any.
    private LogGateway.Following follow(Visit visit) {
        var own = new OwnLines(frontend.log());
        session.role(
                new Session.Role(
                        TreeServer.described(visit.hello()),
                        true,
                        options.readOnly,
                        new Session.Watch() {
                            @Override
                            public void runs(Supplier<String> command) {
                                visit.command(Optional.of(command.get()));
                                own.running(true);
                            }

                            @Override
                            public void idles() {
                                visit.command(Optional.empty());
                                own.running(false);
                            }

                            @Override
                            public void started(String word) {
                                own.started(word);
                            }
                        }));
        return switch (frontend) {
            case Frontend.Screen _ -> tree.log().follow(frontend.log().follower());
            case Frontend.Streams _ when options.logLevel.isPresent() -> tree.log().follow(own);
            case Frontend.Streams _ -> () -> {};
        };
    }

    private int run() {
        EnumSet<EndSignal> signals = endingSignals();
        if (options.daemon) {
            host.hooks().signals().onHangup(frontend.log()::reopenFile);
        }
        host.hooks()
                .signals()
                .handle(
                        signals,
                        signal -> {
                            reason = "it was ended by SIG" + signal;
                            exit.with(signal.exitCode());
                            finish(options.shutdownTimeout.most());
                        });
        int code = lines();
        finish(options.shutdownTimeout.most());
        if (unusableStore.isPresent()) {
            throw unusableStore.get();
        }
        return exit.code(code);
    }

    private EnumSet<EndSignal> endingSignals() {
        if (options.daemon) {
            return EnumSet.of(EndSignal.INT, EndSignal.TERM);
        }
        return frontend instanceof Frontend.Screen
                ? EnumSet.of(EndSignal.HUP, EndSignal.TERM)
                : EnumSet.allOf(EndSignal.class);
    }

    private int lines() {
        findRc();
        Optional<String> check = options.lines.check;
        if (check.isPresent()) {
            return tell(shell.files().check(check.get()));
        }
        return switch (frontend) {
            case Frontend.Screen screen -> interact(screen);
            case Frontend.Streams _ -> {
                int rc = hasRc() && !isVisit() ? toldOfRc(shell.files().runRc()) : 0;
                if (rc != 0) {
                    yield rc;
                }
                listen();
                yield options.daemon ? untilItsEnd() : awaited(script());
            }
        };
    }

    private boolean isVisit() {
        return standing instanceof Standing.Visitor;
    }

    /// The rc file has run: from now on the tree is what it should be, and others may attach, and a
    /// reader may no longer change it.
    private void listen() {
        if (standing instanceof Standing.Owner(Optional<TreeSocket> socket, _)) {
            session.role(new Session.Role("", false, options.readOnly, Session.Watch.NONE));
            socket.ifPresent(this::listen);
        }
    }

    private void listen(TreeSocket socket) {
        var attaching = new Attaching(host, tree, shell, this::shutDown);
        var opened = TreeServer.open(socket, attaching);
        attaching.server(opened);
        tree.visitors(attaching);
        synchronized (this) {
            server = Optional.of(opened);
        }
    }

    /// A visitor, or `jobber shutdown`, ends the tree and this process.
    private void shutDown(String who, Optional<Duration> timeout) {
        reason = "shutdown by " + who;
        frontend.log().log(LogLevel.INFO, reason);
        exit.with(0);
        finish(timeout.orElse(options.shutdownTimeout.most()));
        host.hooks().exit().accept(0);
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

    private boolean hasRc() {
        return shell.files().rc().isPresent();
    }

    private void findRc() {
        if (standing instanceof Standing.Visitor(Attached attached)) {
            shell.files().rcOf(attached.home().files());
            return;
        }
        if (options.rc.none) {
            return;
        }
        options.rc
                .file
                .or(() -> new RcLookup(host.place().environment(), host.place().directory()).find())
                .ifPresent(
                        rc -> shell.files().rc(encoding().path(host.place().directory(), rc), rc));
    }

    private TextEncoding encoding() {
        return TextEncoding.of(host.place().environment());
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

    private int interact(Frontend.Screen screen) {
        Prompt prompt = screen.prompt(host.place().environment(), shell.completions());
        exit.then(prompt::end);
        host.hooks()
                .notice()
                .get()
                .ifPresent(notice -> frontend.log().log(LogLevel.WARNING, notice));
        if (standing instanceof Standing.Visitor(Attached attached)) {
            frontend.log().log(
                    LogLevel.INFO,
                    "attached to '" + attached.name() + "'; quit leaves it, shutdown ends it");
        } else if (hasRc()) {
            var _ = toldOfRc(shell.runRc(prompt));
        } else {
            frontend.log().log(LogLevel.INFO, "no rc file; 'help' lists the commands");
        }
        listen();
        shell.interact(prompt);
        return 0;
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
                            new StreamLines(host.streams().in(), "standard input", encoding())));
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

    /// Stops the tree in order, if it is this run's, and restores the terminal. Only the first call
    /// does this.
    ///
    /// @param timeout how long the tree may take
    private synchronized void finish(Duration timeout) {
        if (!finished) {
            finished = true;
            session.process().close();
            if (!isVisit()) {
                server.ifPresent(
                        it -> it.endVisits("the tree '" + it.name() + "' has ended: " + reason));
                shutDown(timeout);
                server.ifPresent(TreeServer::close);
                if (standing instanceof Standing.Owner owner && owner.recording().isPresent()) {
                    owner.recording().get().close();
                }
            }
            frontend.close();
        }
    }

    private void shutDown(Duration timeout) {
        tellOfWaiting();
        tree.opening().ifPresent(store -> store.whenOpen(DurableJobs::drainForEnd));
        List<Pid> late;
        try (var _ = session.progress().begin(this::whatIsLeft);
                var _ = killedByInterrupt()) {
            late = observer.stop(timeout);
        }
        tree.opening().ifPresent(StoreOpening::close);
        Map<String, String> lingering = session.lingering();
        lingering.forEach((job, what) ->
                frontend.log().log(
                        LogLevel.WARNING,
                        "still lingering " + job + ": " + what + "; it ends with this program"));
        Set<String> lingeringPids =
                lingering.keySet().stream()
                        .flatMap(id -> observer.jobber().find(id).stream())
                        .flatMap(job -> job.info().pid().stream())
                        .collect(Collectors.toSet());
        long killed = late.stream().filter(pid -> !lingeringPids.contains(pid.toString())).count();
        if (killed > 0 && !isKilled) {
            frontend.log().log(
                    LogLevel.WARNING,
                    killed
                            + (killed == 1 ? " process" : " processes")
                            + " did not end within "
                            + new TimeLimit(timeout)
                            + " and had to be killed");
        }
    }

    /// Jobs that wait end with the program, and no process of theirs tells that.
    private void tellOfWaiting() {
        List<JobHandle> waiting = observer.jobber().types().waiting();
        if (!waiting.isEmpty()) {
            frontend.log().log(
                    LogLevel.WARNING,
                    waiting.size()
                            + (waiting.size() == 1 ? " job" : " jobs")
                            + " waited and did not start: "
                            + waiting.stream()
                                    .limit(SHOWN)
                                    .map(JobHandle::id)
                                    .collect(Collectors.joining(", "))
                            + (waiting.size() > SHOWN
                                    ? " and " + (waiting.size() - SHOWN) + " more"
                                    : ""));
        }
    }

    private String whatIsLeft() {
        return "ending, "
                + observer.node().processCount()
                + " processes left"
                + (session.prompt().isPresent() ? "; Ctrl-C kills them" : "");
    }

    /// Lets Ctrl-C at a terminal kill the processes left instead of waiting for their ordered end.
    private Prompt.Running killedByInterrupt() {
        return session.prompt()
                .map(prompt ->
                        prompt.whileRunning(() -> {
                            isKilled = true;
                            Thread.ofPlatform().daemon().start(observer.node()::close);
                        }))
                .orElse(() -> {});
    }
}
