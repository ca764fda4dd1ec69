package dev.jobber.shell.session;

import dev.jobber.job.JobStart;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.kind.code.CodeHost;
import dev.jobber.job.kind.program.Programs;
import dev.jobber.observer.Observer;
import dev.jobber.otp.Pid;
import dev.jobber.shell.console.Console;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.parse.Converters;
import dev.jobber.shell.result.Output;
import dev.jobber.shell.result.ShellException;
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
import java.util.function.Supplier;

/// What the lines of one terminal, or of one script, share: variables, settings, and where answers
/// go. Other sessions may work on the same tree; [SharedTree] is what they have in common.
public final class Session {
    private final SessionEnvironment environment;
    private final TextEncoding encoding;
    private final SharedTree tree;
    private final Variables variables;
    private final ProgressReport progress;
    private final ShellProcess process;
    private final Settings settings = new Settings();
    private volatile Output output = Output.TEXT;

    /// Bound while a line runs, or its answer is written, that says how it is written.
    private final ScopedValue<Output> outputOnce = ScopedValue.newInstance();

    private volatile boolean showsTraces;
    private volatile Paging paging = Paging.AUTO;
    private volatile boolean isForScreenReader;
    private volatile LogThreshold logLevel = LogThreshold.INFO;
    private volatile boolean ended;
    private volatile boolean abandoned;
    private volatile Optional<Prompt> prompt = Optional.empty();
    private volatile Role role = Role.HOME;

    /// Which answers are shown page by page.
    enum Paging {
        /// All that have several lines.
        ON,
        /// None.
        OFF,
        /// Those that are longer than the screen.
        AUTO
    }

    /// The first session on a tree.
    public Session(SessionEnvironment environment, Observer observer) {
        this(environment, new SharedTree(observer, environment));
    }

    /// A session with nothing in it yet but what the tree has.
    public Session(SessionEnvironment environment, SharedTree tree) {
        this.tree = tree;
        this.environment = environment;
        this.encoding = TextEncoding.of(environment.environment());
        this.variables = new Variables(environment.environment());
        this.progress =
                new ProgressReport(
                        line -> {
                            if (!isForScreenReader) {
                                log().progress(line);
                            }
                        },
                        System::nanoTime);
        this.process =
                new ShellProcess(
                        observer().node(), sentence -> log().log(LogLevel.WARNING, sentence));
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
                        "pager",
                        "whether answers at the prompt are shown page by page: all of several lines (on), none, or those longer than the screen (auto)",
                        Converters.words(Paging.class),
                        () -> Converters.words(Paging.class).get(paging.ordinal()),
                        value -> paging = Paging.valueOf(value.toUpperCase(Locale.ROOT))));
        settings.add(
                Settings.Setting.choice(
                        "traces",
                        "whether an error in jobber itself is shown with its stack trace",
                        List.of("on", "off"),
                        () -> showsTraces ? "on" : "off",
                        value -> showsTraces = value.equals("on")));
        settings.add(
                Settings.Setting.choice(
                        "screen-reader",
                        "whether nothing is redrawn, there are no boxes, and words stand for colours",
                        List.of("on", "off"),
                        () -> isForScreenReader ? "on" : "off",
                        value -> forScreenReader(value.equals("on"))));
        settings.add(
                Settings.Setting.choice(
                        "reports",
                        "how the log shows a crash: in a few lines, or whole",
                        List.of("brief", "full"),
                        () -> log().showsBrief() ? "brief" : "full",
                        value -> log().showsBrief(value.equals("brief"))));
    }

    /// What this session shares with all others on its tree.
    public SharedTree tree() {
        return tree;
    }

    /// Starts programs of the operating system.
    public Programs programs() {
        return tree.programs();
    }

    /// Runs code of jobs.
    public CodeHost code() {
        return tree.code();
    }

    /// What still runs of jobs that were told to end, by id.
    public Map<String, String> lingering() {
        return tree.lingering();
    }

    /// Starts jobs at times.
    public TreeSchedules schedules() {
        return tree.schedules();
    }

    /// Whether there are jobs that outlive the JVM.
    public boolean hasStore() {
        return tree.hasStore();
    }

    /// Jobs that outlive the JVM; empty without a store. A store that is being opened is waited for
    /// up to 5 s.
    ///
    /// @throws dev.jobber.job.durable.StoreException if it is not open by then
    public Optional<DurableJobs> store() {
        return tree.store();
    }

    /// Jobs that outlive the JVM.
    ///
    /// @param what needs them: `--durable`
    /// @throws ShellException where there is no store
    public DurableJobs storeFor(String what) {
        return store().orElseThrow(() -> new ShellException(NoStore.error(what)));
    }

    /// Whether starts go into the store unless they say otherwise.
    public boolean startsDurable() {
        return tree.startsDurable();
    }

    /// The time now, in the zone of `TZ` where the environment names one there, else in the zone of
    /// the machine.
    public ZonedDateTime now() {
        return observer().node().clock().instant().atZone(zone());
    }

    private ZoneId zone() {
        return Optional.ofNullable(environment.environment().get("TZ"))
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .orElseGet(ZoneId::systemDefault);
    }

    /// What the commands work on.
    public Observer observer() {
        return tree.observer();
    }

    /// The process that this shell is.
    public ShellProcess process() {
        return process;
    }

    /// Finds the processes that lines name.
    public Targets targets() {
        return new Targets(observer(), process::pid, prompt, tree::store);
    }

    /// Guesses what was meant by words that may be wrong.
    public Guesses guesses() {
        return new Guesses(this);
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
        return tree.definitions();
    }

    /// The terminal's prompt, where there is one.
    public Optional<Prompt> prompt() {
        return prompt;
    }

    /// From now on lines come from this prompt.
    public void prompt(Prompt source) {
        prompt = Optional.of(source);
        if (isForScreenReader) {
            forScreenReader(true);
        }
    }

    /// How results are written: as the line that runs on this thread says, or else as usual.
    public Output output() {
        return outputOnce.orElse(output);
    }

    /// Does work whose results are written like this, or as usual.
    public <T, X extends Exception> T writing(
            Optional<Output> once, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return once.isPresent()
                ? ScopedValue.where(outputOnce, once.get()).call(work)
                : work.call();
    }

    /// Writes results like this from now on.
    public void output(Output newOutput) {
        output = newOutput;
    }

    /// Which answers are shown page by page, where that can be done.
    Paging paging() {
        return isForScreenReader ? Paging.OFF : paging;
    }

    /// Whether an error in jobber itself is shown with its stack trace.
    boolean showsTraces() {
        return showsTraces;
    }

    private void forScreenReader(boolean isOn) {
        isForScreenReader = isOn;
        prompt.ifPresent(it -> it.forScreenReader(isOn));
        log().lookChanged();
    }

    /// Whether a program reads the screen to the user.
    public boolean isForScreenReader() {
        return isForScreenReader;
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

    /// This session has started a job.
    ///
    /// @return the same
    public JobStart started(JobStart start) {
        switch (start) {
            case JobStart.Started(Pid _, String id) -> role.watch().started(id);
            case JobStart.Queued(String id) -> role.watch().started(id);
            case JobStart.Waiting(String id) -> role.watch().started(id);
            case JobStart.Skipped _, JobStart.Refused _ -> {}
        }
        return start;
    }

    /// This session has started a process that is no job.
    public void started(Pid process) {
        role.watch().started(process.toString());
    }

    /// What this session is on its tree.
    public Role role() {
        return role;
    }

    /// It is this from now on.
    public void role(Role newRole) {
        role = newRole;
    }

    /// What a session is on its tree.
    ///
    /// @param name who works in it: the user and the terminal
    /// @param isVisit whether it is one of another program, and not the one with which the tree
    ///   began
    /// @param isReadOnly whether commands that change something are refused
    /// @param watch hears what the session does
    public record Role(String name, boolean isVisit, boolean isReadOnly, Watch watch) {
        /// The session with which a tree begins.
        public static final Role HOME = new Role("", false, false, Watch.NONE);
    }

    /// Hears what a session does.
    public interface Watch {
        /// Hears nothing.
        Watch NONE =
                new Watch() {
                    @Override
                    public void runs(Supplier<String> command) {}

                    @Override
                    public void idles() {}

                    @Override
                    public void started(String word) {}
                };

        /// A command runs from now on.
        void runs(Supplier<String> command);

        /// No command runs any more.
        void idles();

        /// A process or a job was started.
        ///
        /// @param word its pid as it is printed, or the id of the job
        void started(String word);
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
