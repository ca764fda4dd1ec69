package dev.jobber.shell.complete;

import dev.jobber.job.schedule.CronExpression;
import dev.jobber.observer.Observer;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.help.Help;
import dev.jobber.shell.list.ListOptions;
import dev.jobber.shell.parse.Backoffs;
import dev.jobber.shell.parse.Commands;
import dev.jobber.shell.parse.InitAnswer;
import dev.jobber.shell.parse.Rates;
import dev.jobber.shell.parse.Zones;
import dev.jobber.shell.session.Session;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Completes names, ids, pids and types from what lives in the node now, and the rest from what the
/// session knows.
public final class LiveCandidates implements Candidates {
    private static final List<String> DURATIONS =
            List.of("100ms", "1s", "5s", "10s", "30s", "1m", "5m", "10m", "30m", "1h", "24h");

    private final Session session;
    private final Commands commands;
    private final Help help;

    /// @param session whose node is looked at
    /// @param help the pages that may be asked for
    public LiveCandidates(Session session, Commands commands, Help help) {
        this.session = session;
        this.commands = commands;
        this.help = help;
    }

    @Override
    public List<Suggestion> of(Place place) {
        return switch (place.label()) {
            case "PID", "CHILD" ->
                    Stream.concat(
                                    names(false).stream(),
                                    new LiveProcesses(session.observer())
                                            .processes(place.begin()).stream())
                            .toList();
            case "SUP" -> names(true);
            case "ID" -> new LiveProcesses(session.observer()).jobs(place.begin());
            case "TYPE" -> types();
            case "B" -> words("backoff", Backoffs.EXAMPLES);
            case "INIT" -> inits();
            case "KEY" -> words("settings", session.settings().keys());
            case "VALUE" -> values(place.before().getLast());
            case "COMMAND" -> words("commands", commands.names());
            case Help.LABEL -> pages(place.before());
            case REFERENCE -> new ReferenceCandidates(session.variables()).of(place.begin());
            case ListOptions.FIELD, ListOptions.FIELDS, ListOptions.CONDITION ->
                    new FieldCandidates(commands).of(place);
            case "SCHEDULE" -> words("schedules", schedules());
            case "ZONE" -> words("zones", Zones.names());
            case "JOB" -> words("jobs", session.definitions().jobs());
            case "WHAT" -> whats(place.begin());
            case "D" -> words("durations", DURATIONS);
            case "N/D" -> words("rates", Rates.EXAMPLES);
            case "EXPR" -> words("expressions", CronExpression.NAMES);
            case "FILE", "JARS" -> files().of(place.begin());
            case "DIR" -> files().folders(place.begin());
            case "PROGRAM ARGS" -> programs(place);
            default -> List.of();
        };
    }

    @Override
    public boolean lives(String pid) {
        return session.observer().processes().find(pid).isPresent();
    }

    private FileCandidates files() {
        return new FileCandidates(session.directory(), session.variables().home());
    }

    /// Behind `--` a program, then what it is given.
    private List<Suggestion> programs(Place place) {
        boolean isFirst = place.before().getLast().equals("--");
        return isFirst && !place.begin().contains("/")
                ? files().programs(place.begin(), session.variables().environment("PATH"))
                : files().of(place.begin());
    }

    /// What a line of the log can be about.
    private List<Suggestion> whats(String begin) {
        return Stream.of(
                        words("jobs", session.definitions().jobs()),
                        types(),
                        names(false),
                        new LiveProcesses(session.observer()).processes(begin))
                .flatMap(List::stream)
                .toList();
    }

    private String described(String name) {
        Observer observer = session.observer();
        return observer.node().whereis(name).map(new LiveProcesses(observer)::brief).orElse("");
    }

    private List<Suggestion> pages(List<String> before) {
        return described(
                "pages", before.size() == 1 ? help.pages() : help.commandsOf(before.getLast()));
    }

    private static List<Suggestion> described(String group, Map<String, String> words) {
        return words.entrySet().stream()
                .map(word -> new Suggestion(word.getKey(), group, word.getValue(), true))
                .toList();
    }

    private List<String> schedules() {
        return session.schedules().names();
    }

    /// The values of a setting.
    private List<Suggestion> values(String key) {
        return session.settings().keys().contains(key)
                ? words("values", session.settings().get(key).choices())
                : List.of();
    }

    private List<Suggestion> names(boolean onlySupervisors) {
        Observer observer = session.observer();
        return observer.node().registered().stream()
                .filter(name ->
                        !onlySupervisors
                                || observer.node()
                                        .whereis(name)
                                        .filter(observer.supervisors()::isSupervisor)
                                        .isPresent())
                .map(name -> new Suggestion(name, "names", described(name), true))
                .toList();
    }

    private static List<Suggestion> inits() {
        return InitAnswer.WORDS.stream()
                .map(word -> new Suggestion(word, "answers of init", "", !word.endsWith("=")))
                .toList();
    }

    private List<Suggestion> types() {
        return words("types", session.guesses().types());
    }

    private static List<Suggestion> words(String group, Collection<String> words) {
        return words.stream().map(word -> new Suggestion(word, group, "", true)).toList();
    }
}
