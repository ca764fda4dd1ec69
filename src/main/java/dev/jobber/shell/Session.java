package dev.jobber.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the lines of one run of the shell share: variables, settings, definitions, and where
/// answers go.
public final class Session {

    private final Commands commands;
    private final Surroundings surroundings;
    private final Engine engine;
    private final Variables variables;
    private final Settings settings = new Settings();
    private final Definitions definitions = new Definitions();
    private final ScriptFiles files;
    private volatile Output output = Output.TEXT;
    private volatile Candidates candidates = this::ownCandidates;
    private volatile boolean showsTraces;
    private volatile LogThreshold logLevel = LogThreshold.INFO;
    private volatile boolean ended;
    private volatile boolean abandoned;
    private volatile Optional<LineSource> prompt = Optional.empty();

    /// A session with nothing in it yet.
    public Session(Commands commands, Surroundings surroundings, Engine engine) {
        this.engine = engine;
        this.commands = commands;
        this.surroundings = surroundings;
        this.variables =
                new Variables(name -> Optional.ofNullable(surroundings.environment().get(name)));
        this.files = new ScriptFiles(this);
        if (log().threshold() != LogThreshold.OFF) {
            logLevel = log().threshold();
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
                        "whether an error that is a fault of jobber is shown with its stack trace",
                        List.of("on", "off"),
                        () -> showsTraces ? "on" : "off",
                        value -> showsTraces = value.equals("on")));
        EngineSettings.addTo(this);
        candidates(new EngineCandidates(this));
    }

    /// The commands there are.
    public Commands commands() {
        return commands;
    }

    /// What the commands work on.
    public Engine engine() {
        return engine;
    }

    /// Where answers go.
    public Console console() {
        return surroundings.console();
    }

    /// Where log lines go.
    public LogGateway log() {
        return surroundings.log();
    }

    /// Prints log lines of this level and graver ones from now on.
    public void logLevel(LogThreshold level) {
        if (level != LogThreshold.OFF) {
            logLevel = level;
        }
        log().threshold(level);
    }

    /// Prints log lines again, from the level of before.
    public void logOn() {
        log().threshold(logLevel);
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

    /// Files with lines in them.
    public ScriptFiles files() {
        return files;
    }

    /// What may be typed at a place of a line.
    public Completions completions() {
        return new CommandCompletions(this);
    }

    /// Completes parameters of more labels from now on.
    public void candidates(Candidates more) {
        var before = candidates;
        candidates =
                label -> {
                    var found = more.of(label);
                    return found.isEmpty() ? before.of(label) : found;
                };
    }

    /// What may stand for a parameter of this label.
    List<Suggestion> candidates(String label) {
        return candidates.of(label);
    }

    private List<Suggestion> ownCandidates(String label) {
        return switch (label) {
            case "KEY" -> suggestions("settings", settings.keys());
            case "COMMAND" -> suggestions("commands", commands.names());
            case "JOB" -> suggestions("jobs", definitions.jobs());
            default -> List.of();
        };
    }

    private static List<Suggestion> suggestions(String group, Collection<String> words) {
        return words.stream().map(word -> new Suggestion(word, group, "", true)).toList();
    }

    /// The texts of `help`.
    public Help help() {
        return new Help(this);
    }

    /// The terminal's prompt, where there is one.
    public Optional<LineSource> prompt() {
        return prompt;
    }

    /// From now on lines come from this prompt.
    public void prompt(LineSource source) {
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

    /// Whether an error that is a fault of jobber is shown with its stack trace.
    boolean showsTraces() {
        return showsTraces;
    }

    /// Shows such an error with its stack trace from now on, or no longer.
    public void showsTraces(boolean newShowsTraces) {
        showsTraces = newShowsTraces;
    }

    /// Waits.
    public void sleep(Duration time) throws InterruptedException {
        surroundings.pause().sleep(time);
    }

    /// What relative paths are relative to: the folder of the file whose lines run, else where the
    /// shell was started.
    public Path directory() {
        return files.directory().orElse(start());
    }

    /// Where the shell was started.
    Path start() {
        return surroundings.directory();
    }

    /// No further line is run.
    public void end() {
        ended = true;
    }

    /// No further line is run, and what the command that runs now answers is of no interest any
    /// more.
    public void abandon() {
        abandoned = true;
        ended = true;
    }

    /// Whether answers are of no interest any more.
    boolean isAbandoned() {
        return abandoned;
    }

    /// Whether no further line is run.
    public boolean hasEnded() {
        return ended;
    }
}
