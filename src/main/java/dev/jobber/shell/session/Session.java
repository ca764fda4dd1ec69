package dev.jobber.shell.session;

import dev.jobber.job.kind.code.CodeHost;
import dev.jobber.job.kind.program.Programs;
import dev.jobber.job.schedule.Scheduler;
import dev.jobber.observer.Observer;
import dev.jobber.shell.console.Console;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.syntax.TextEncoding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// What the lines of one run of the shell share: variables, settings, definitions, and where
/// answers go.
public final class Session {
    private final SessionEnvironment environment;
    private final TextEncoding encoding;
    private final Observer observer;
    private Optional<Programs> programs = Optional.empty();
    private Optional<CodeHost> code = Optional.empty();
    private Optional<Scheduler> scheduler = Optional.empty();
    private final Variables variables;
    private final ProgressReport progress;
    private final Settings settings = new Settings();
    private final Definitions definitions = new Definitions();
    private volatile Output output = Output.TEXT;
    private volatile boolean showsTraces;
    private volatile LogThreshold logLevel = LogThreshold.INFO;
    private volatile boolean ended;
    private volatile boolean abandoned;
    private volatile Optional<Prompt> prompt = Optional.empty();

    /// A session with nothing in it yet.
    public Session(SessionEnvironment environment, Observer observer) {
        this.observer = observer;
        this.environment = environment;
        this.encoding = TextEncoding.of(environment.environment());
        this.variables = new Variables(environment.environment());
        this.progress = new ProgressReport(log()::progress, System::nanoTime);
        if (log().view().level() != LogThreshold.OFF) {
            logLevel = log().view().level();
        }
        settings.add(
                Settings.Setting.choice(
                        "output",
                        "how results are written",
                        Arrays.stream(Output.values()).map(Output::toString).toList(),
                        () -> output.toString(),
                        value -> output = Output.valueOf(value.toUpperCase(Locale.ROOT))));
        settings.add(
                Settings.Setting.choice(
                        "traces",
                        "whether an error in jobber itself is shown with its stack trace",
                        List.of("on", "off"),
                        () -> showsTraces ? "on" : "off",
                        value -> showsTraces = value.equals("on")));
        settings.add(
                Settings.Setting.choice(
                        "reports",
                        "how the log shows a crash: in a few lines, or whole",
                        List.of("brief", "full"),
                        () -> log().showsBrief() ? "brief" : "full",
                        value -> log().showsBrief(value.equals("brief"))));
    }

    /// Starts programs of the operating system.
    public synchronized Programs programs() {
        Programs starter =
                programs.orElseGet(() ->
                        Programs.forMany(
                                environment.environment(),
                                environment.directory(),
                                encoding::encode));
        programs = Optional.of(starter);
        return starter;
    }

    /// Runs code of jobs.
    public synchronized CodeHost code() {
        CodeHost host = code.orElseGet(() -> new CodeHost(observer.jobber()));
        code = Optional.of(host);
        return host;
    }

    /// What of jobs does not end although they were ended, by id.
    public synchronized Map<String, String> lingering() {
        return code.map(CodeHost::lingering).orElse(Map.of());
    }

    /// Starts jobs at times.
    public synchronized Scheduler scheduler() {
        Scheduler made =
                scheduler.orElseGet(() ->
                        new Scheduler(
                                observer.jobber(),
                                new Random(),
                                event -> log().log(LogLevel.of(event.level()), event.message())));
        scheduler = Optional.of(made);
        return made;
    }

    /// The time now, in the zone of `TZ` where the environment names one there, else in the zone of
    /// the machine.
    public ZonedDateTime now() {
        return observer.node().clock().instant().atZone(zone());
    }

    private ZoneId zone() {
        return Optional.ofNullable(environment.environment().get("TZ"))
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .orElseGet(ZoneId::systemDefault);
    }

    /// What the commands work on.
    public Observer observer() {
        return observer;
    }

    /// Finds the processes that lines name.
    public Targets targets() {
        return new Targets(observer);
    }

    /// Where answers go.
    public Console console() {
        return environment.console();
    }

    /// Where log lines go.
    public LogGateway log() {
        return environment.log();
    }

    /// Shows the progress of long work.
    public ProgressReport progress() {
        return progress;
    }

    /// The encoding of files and paths.
    public TextEncoding encoding() {
        return encoding;
    }

    /// Prints log lines of this level and above from now on.
    public void logLevel(LogThreshold level) {
        if (level != LogThreshold.OFF) {
            logLevel = level;
        }
        log().view(now -> now.level(level));
    }

    /// Prints log lines again, from the level that was set before "off".
    public void logOn() {
        log().view(now -> now.level(logLevel));
    }

    /// The results kept under names.
    public Variables variables() {
        return variables;
    }

    /// What `set` shows and changes.
    public Settings settings() {
        return settings;
    }

    /// The jobs that are defined.
    public Definitions definitions() {
        return definitions;
    }

    /// The terminal's prompt, where there is one.
    public Optional<Prompt> prompt() {
        return prompt;
    }

    /// From now on lines come from this prompt.
    public void prompt(Prompt source) {
        prompt = Optional.of(source);
    }

    /// How results are written.
    public Output output() {
        return output;
    }

    /// Writes results like this from now on.
    public void output(Output newOutput) {
        output = newOutput;
    }

    /// Whether an error in jobber itself is shown with its stack trace.
    boolean showsTraces() {
        return showsTraces;
    }

    /// Shows such an error with its stack trace from now on, or no longer.
    public void showsTraces(boolean newShowsTraces) {
        showsTraces = newShowsTraces;
    }

    /// Waits.
    public void sleep(Duration time) throws InterruptedException {
        environment.pause().sleep(time);
    }

    /// The folder in which the shell was started. Relative paths are relative to it, except in
    /// files.
    public Path directory() {
        return environment.directory();
    }

    /// No further line is run.
    public void end() {
        ended = true;
    }

    /// No further line is run, and the answer of the running command is not shown.
    public void abandon() {
        abandoned = true;
        ended = true;
    }

    /// Whether answers are not shown any more.
    public boolean isAbandoned() {
        return abandoned;
    }

    /// Whether no further line is run.
    public boolean hasEnded() {
        return ended;
    }
}
