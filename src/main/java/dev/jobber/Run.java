package dev.jobber;

import dev.jobber.job.FinishedJobs;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.observer.Observer;
import dev.jobber.observer.RestartCounts;
import dev.jobber.observer.TreeWatch;
import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.shell.Shell;
import dev.jobber.shell.command.CommandTable;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.console.StreamConsole;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.script.CommandSource;
import dev.jobber.shell.script.RcLookup;
import dev.jobber.shell.session.JobSettings;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.SessionEnvironment;
import dev.jobber.shell.syntax.StreamLines;
import dev.jobber.shell.syntax.TextEncoding;
import dev.jobber.shell.terminal.EndSignal;
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
    private final Observer observer;
    private final Session session;
    private final Shell shell;
    private boolean finished;
    private volatile boolean isKilled;

    private Run(World world, Options options, Ending ending, Outlet outlet) {
        this.world = world;
        this.options = options;
        this.ending = ending;
        this.outlet = outlet;
        observer = startEngine();
        session = new Session(environment(), observer);
        JobSettings.addTo(session);
        session.output(options.output);
        session.showsTraces(options.verbose);
        shell = new Shell(session, made -> new CommandTable(session, made::files, made::help));
        ending.then(session::abandon);
    }

    private Observer startEngine() {
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
        return new Observer(Jobber.start(node, jobs), restarts, watch);
    }

    private SessionEnvironment environment() {
        return new SessionEnvironment(
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
                observer.renewIdleRunner();
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
            return run(CommandSource.texts("-c", options.lines.texts));
        }
        if (!options.command.isEmpty()) {
            return run(CommandSource.arguments(options.command));
        }
        var script = options.lines.script.filter(file -> !file.equals("-"));
        if (script.isEmpty()) {
            return run(
                    CommandSource.lines(
                            "stdin",
                            new StreamLines(world.streams().in(), "standard input", encoding())));
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
                var _ = observer.jobber().await(observer.jobber().jobs(), Process.INFINITY);
            } catch (ExitException | CancellationException ended) {
                // A signal ends the program; there is nothing to wait for any more.
            }
        }
        return code;
    }

    private int run(CommandSource source) {
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
            late = observer.stop(options.shutdownTimeout.most());
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
                + observer.node().processCount()
                + " processes left"
                + (session.prompt().isPresent() ? "; Ctrl-C kills them" : "");
    }

    /// Ctrl-C at a terminal waits no longer for an ordered end.
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
