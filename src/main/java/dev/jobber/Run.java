package dev.jobber;

import dev.jobber.job.JobEvent;
import dev.jobber.job.JobHandle;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.JobberOptions.FinishedJobs;
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
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.console.StreamConsole;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogText;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/// One run of the program: the rc file, then the lines that the options name, then an orderly end.
final class Run {
    private static final int SHOWN = 5;

    private final Host host;
    private final Options options;
    private final ExitRequest exit;
    private final Frontend frontend;
    private final Observer observer;
    private final Session session;
    private final Shell shell;
    private boolean finished;
    private volatile boolean isKilled;

    private Run(Host host, Options options, ExitRequest exit, Frontend frontend) {
        this.host = host;
        this.options = options;
        this.exit = exit;
        this.frontend = frontend;
        observer = startEngine();
        session = new Session(environment(), observer);
        JobSettings.addTo(session);
        session.output(options.output);
        session.showsTraces(options.verbose);
        shell = new Shell(session, made -> new CommandTable(session, made::files, made::help));
        exit.then(session::abandon);
    }

    private Observer startEngine() {
        Host.Machine machine = host.machine();
        var subjects = new Subjects();
        EventListener log = host.hooks().events().apply(frontend.log(), subjects::of);
        var restarts = new RestartCounts();
        var watch =
                new TreeWatch(
                        (level, sentence) -> frontend.log().log(LogLevel.of(level), sentence));
        Node node =
                Node.builder()
                        .ownsScheduler()
                        .clock(machine.clock())
                        .events(
                                restarts.and(log).and(watch),
                                EventDelivery.AT_ONCE) // the log is a queue
                        .build();
        JobberOptions jobs =
                JobberOptions.defaults()
                        .withFinished(FinishedJobs.KEEP)
                        .withRandom(machine.random())
                        .withListener(event -> log(event, subjects));
        var jobber = Jobber.start(node, jobs);
        subjects.know(jobber);
        return new Observer(jobber, restarts, watch);
    }

    /// Jobs may print many lines, and `output` shows them. So the log keeps only those lines that
    /// it shows.
    private void log(JobEvent event, Subjects subjects) {
        var level = LogLevel.of(event.level());
        if (!(event instanceof JobEvent.Printed) || frontend.log().shows(level)) {
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
        var exit = new ExitRequest();
        Frontend outlet =
                isInteractive(host, options)
                        ? Frontend.Screen.open(host, options)
                        : Frontend.Streams.open(
                                host,
                                options,
                                failure ->
                                        exit.with(
                                                StreamConsole.isClosedPipe(failure)
                                                        ? StreamConsole.OUTPUT_CLOSED
                                                        : 1));
        return new Run(host, options, exit, outlet).run();
    }

    private static boolean isInteractive(Host host, Options options) {
        return options.choices().isEmpty() && host.streams().terminals().in().getAsBoolean();
    }

    private int run() {
        EnumSet<EndSignal> signals =
                frontend instanceof Frontend.Screen
                        ? EnumSet.of(EndSignal.HUP, EndSignal.TERM)
                        : EnumSet.allOf(EndSignal.class);
        host.hooks()
                .signals()
                .handle(
                        signals,
                        signal -> {
                            exit.with(signal.exitCode());
                            finish();
                        });
        int code = lines();
        finish();
        return exit.code(code);
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
        if (hasRc()) {
            var _ = toldOfRc(shell.runRc(prompt));
        } else {
            frontend.log().log(LogLevel.INFO, "no rc file; 'help' lists the commands");
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

    /// Stops the tree in order and restores the terminal. Only the first call does this.
    private synchronized void finish() {
        if (!finished) {
            finished = true;
            shutDown();
            frontend.close();
        }
    }

    private void shutDown() {
        tellOfWaiting();
        List<Pid> late;
        try (var _ = session.progress().begin(this::whatIsLeft);
                var _ = killedByInterrupt()) {
            late = observer.stop(options.shutdownTimeout.most());
        }
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
                            + options.shutdownTimeout
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
