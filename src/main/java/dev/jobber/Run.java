package dev.jobber;

import dev.jobber.job.FinishedJobs;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.shell.Answer;
import dev.jobber.shell.EndSignal;
import dev.jobber.shell.Engine;
import dev.jobber.shell.EngineSettings;
import dev.jobber.shell.LineSource;
import dev.jobber.shell.LogLevel;
import dev.jobber.shell.RcLookup;
import dev.jobber.shell.RestartCounts;
import dev.jobber.shell.Session;
import dev.jobber.shell.Shell;
import dev.jobber.shell.ShellException;
import dev.jobber.shell.Source;
import dev.jobber.shell.StreamConsole;
import dev.jobber.shell.StreamLines;
import dev.jobber.shell.Surroundings;
import dev.jobber.shell.TextEncoding;
import dev.jobber.shell.TreeWatch;
import dev.jobber.shell.command.CommandTable;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CancellationException;

/// One run of the program: the rc file, then lines from where the options say, then an ordered end.
final class Run {

    private final World world;
    private final Options options;
    private final Ending ending;
    private final Outlet outlet;
    private final Engine engine;
    private final Session session;
    private final Shell shell;
    private boolean finished;
    private volatile boolean isKilled;

    private Run(World world, Options options, Ending ending, Outlet outlet) {
        this.world = world;
        this.options = options;
        this.ending = ending;
        this.outlet = outlet;
        engine = startEngine();
        session = new Session(surroundings(), engine);
        EngineSettings.addTo(session);
        session.output(options.output);
        session.showsTraces(options.verbose);
        shell = new Shell(session, made -> new CommandTable(session, made::files, made::help));
        ending.then(session::abandon);
    }

    private Engine startEngine() {
        var machine = world.machine();
        var log = world.hooks().events().apply(outlet.log());
        var restarts = new RestartCounts();
        var watch =
                new TreeWatch((level, sentence) -> outlet.log().log(LogLevel.of(level), sentence));
        var node =
                Node.builder()
                        .ownsScheduler()
                        .clock(machine.clock())
                        .events(
                                event -> {
                                    restarts.on(event);
                                    log.on(event);
                                    watch.on(event);
                                },
                                EventDelivery.AT_ONCE) // the log is a queue
                        .build();
        var jobs =
                JobberOptions.defaults()
                        .withFinished(FinishedJobs.KEEP)
                        .withRandom(machine.random())
                        .withListener(event ->
                                outlet.log().log(LogLevel.of(event.level()), event.message()));
        return new Engine(Jobber.start(node, jobs), restarts, watch);
    }

    private Surroundings surroundings() {
        return new Surroundings(
                outlet.console(),
                outlet.log(),
                world.place().environment(),
                world.place().directory(),
                world.machine().pause());
    }

    /// Runs what the options say.
    ///
    /// @return the exit code
    static int of(World world, Options options) throws IOException {
        var ending = new Ending();
        var outlet =
                isInteractive(world, options)
                        ? Outlet.Screen.open(world, options)
                        : Outlet.Streams.open(
                                world,
                                options,
                                failure ->
                                        ending.with(
                                                StreamConsole.isClosedPipe(failure)
                                                        ? StreamConsole.OUTPUT_CLOSED
                                                        : 1));
        return new Run(world, options, ending, outlet).run();
    }

    private static boolean isInteractive(World world, Options options) {
        return options.choices().isEmpty() && world.streams().terminals().in().getAsBoolean();
    }

    private int run() {
        var signals =
                outlet instanceof Outlet.Screen
                        ? EnumSet.of(EndSignal.HUP, EndSignal.TERM)
                        : EnumSet.allOf(EndSignal.class);
        world.hooks()
                .signals()
                .handle(
                        signals,
                        signal -> {
                            ending.with(signal.exitCode());
                            finish();
                        });
        int code = lines();
        finish();
        return ending.code(code);
    }

    private int lines() {
        findRc();
        var check = options.lines.check;
        if (check.isPresent()) {
            return tell(shell.files().check(check.get()));
        }
        return switch (outlet) {
            case Outlet.Screen screen -> interact(screen);
            case Outlet.Streams _ -> {
                int rc = hasRc() ? toldOfRc(shell.files().runRc()) : 0;
                yield rc == 0 ? awaited(script()) : rc;
            }
        };
    }

    private boolean hasRc() {
        return shell.files().rc().isPresent();
    }

    private void findRc() {
        if (options.rc.none) {
            return;
        }
        options.rc
                .file
                .or(() ->
                        new RcLookup(world.place().environment(), world.place().directory()).find())
                .ifPresent(
                        rc -> shell.files().rc(encoding().path(world.place().directory(), rc), rc));
    }

    private TextEncoding encoding() {
        return TextEncoding.of(world.place().environment());
    }

    /// @return 0, or the exit code of a script whose rc file is wrong
    private int toldOfRc(Answer answer) {
        return switch (answer) {
            case Answer.Ok _ -> {
                engine.renewIdleRunner();
                outlet.log().log(LogLevel.INFO, "loaded " + shell.files().rc().orElse(""));
                yield 0;
            }
            case Answer.Failed failed -> {
                shell.complain(failed);
                yield failed.exitCode();
            }
        };
    }

    private int interact(Outlet.Screen screen) {
        var prompt = screen.prompt(world.place().environment(), shell.completions());
        ending.then(prompt::end);
        world.hooks()
                .notice()
                .get()
                .ifPresent(notice -> outlet.log().log(LogLevel.WARNING, notice));
        if (hasRc()) {
            var _ = toldOfRc(shell.runRc(prompt));
        } else {
            outlet.log().log(LogLevel.INFO, "no rc file; 'help' lists the commands");
        }
        shell.interact(prompt);
        return 0;
    }

    private int script() {
        if (!options.lines.texts.isEmpty()) {
            return run(Source.texts("-c", options.lines.texts));
        }
        if (!options.command.isEmpty()) {
            return run(Source.arguments(options.command));
        }
        var script = options.lines.script.filter(file -> !file.equals("-"));
        if (script.isEmpty()) {
            return run(
                    Source.lines(
                            "stdin",
                            new StreamLines(world.streams().in(), "standard input", encoding())));
        }
        try {
            return shell.files().script(script.get(), this::run);
        } catch (ShellException unreadable) {
            return tell(Answer.wrong(unreadable.fault()));
        }
    }

    /// @return the same exit code, when the jobs have ended if that is wanted
    private int awaited(int code) {
        if (options.await && !session.hasEnded()) {
            try {
                var _ = engine.jobber().await(engine.jobber().jobs(), Process.INFINITY);
            } catch (ExitException | CancellationException ended) {
                // A signal ends the program; there is nothing to wait for any more.
            }
        }
        return code;
    }

    private int run(Source source) {
        return shell.run(source, options.keepGoing);
    }

    private int tell(Answer answer) {
        shell.tell(answer, "");
        return answer instanceof Answer.Failed failed ? failed.exitCode() : 0;
    }

    /// Shuts the tree down in order, and gives the terminal back; once, whoever asks for it first.
    private synchronized void finish() {
        if (!finished) {
            finished = true;
            shutDown();
            outlet.close();
        }
    }

    private void shutDown() {
        List<Pid> late;
        try (var _ = session.progress().begin(this::whatIsLeft);
                var _ = killedByInterrupt()) {
            late = engine.stop(options.shutdownTimeout.most());
        }
        if (!late.isEmpty() && !isKilled) {
            outlet.log().log(
                    LogLevel.WARNING,
                    late.size()
                            + (late.size() == 1 ? " process" : " processes")
                            + " did not end within "
                            + options.shutdownTimeout
                            + " and had to be killed");
        }
    }

    private String whatIsLeft() {
        return "ending, "
                + engine.node().processCount()
                + " processes left"
                + (session.prompt().isPresent() ? "; Ctrl-C kills them" : "");
    }

    /// Ctrl-C at a terminal waits no longer for an ordered end.
    private LineSource.Running killedByInterrupt() {
        return session.prompt()
                .map(prompt ->
                        prompt.whileRunning(() -> {
                            isKilled = true;
                            Thread.ofPlatform().daemon().start(engine.node()::close);
                        }))
                .orElse(() -> {});
    }
}
