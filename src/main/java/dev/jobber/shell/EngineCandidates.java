package dev.jobber.shell;

import dev.jobber.job.JobInfo;
import dev.jobber.job.KnownJob;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Completes names, ids, pids and types from what lives in the node now, and the rest from what the
/// session knows.
final class EngineCandidates implements Candidates {

    /// More would not help who looks for one.
    private static final int MOST = 200;

    private final Session session;
    private final Commands commands;

    /// @param session whose node is looked at
    EngineCandidates(Session session, Commands commands) {
        this.session = session;
        this.commands = commands;
    }

    @Override
    public List<Suggestion> of(String label) {
        return switch (label) {
            case "PID", "CHILD" ->
                    Stream.of(names(false), ids(), pids()).flatMap(List::stream).toList();
            case "SUP" -> names(true);
            case "ID" -> ids();
            case "TYPE" -> types();
            case "KEY" -> words("settings", session.settings().keys());
            case "COMMAND" -> words("commands", commands.names());
            case "JOB" -> words("jobs", session.definitions().jobs());
            default -> List.of();
        };
    }

    private List<Suggestion> names(boolean onlySupervisors) {
        var engine = session.engine();
        return engine.node().registered().stream()
                .filter(name ->
                        !onlySupervisors
                                || engine.node()
                                        .whereis(name)
                                        .filter(engine.supervisors()::isSupervisor)
                                        .isPresent())
                .map(name -> new Suggestion(name, "names", "", true))
                .toList();
    }

    private List<Suggestion> ids() {
        return latest().map(job -> new Suggestion(job.id(), "jobs", described(job), true)).toList();
    }

    private static String described(JobInfo job) {
        return Stream.of(job.name(), job.type(), Optional.of(job.status().toString()))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    private List<Suggestion> pids() {
        var node = session.engine().node();
        var all = node.processes();
        var shown = new ArrayList<Suggestion>();
        for (Pid pid : all.subList(Math.max(0, all.size() - MOST), all.size()).reversed()) {
            node.info(pid)
                    .map(info -> new Suggestion(pid.toString(), "pids", described(info), true))
                    .ifPresent(shown::add);
        }
        return shown;
    }

    private static String described(ProcessInfo info) {
        return info.name().map(Object::toString).orElse(info.what());
    }

    private List<Suggestion> types() {
        var types = new TreeSet<>(List.of("import"));
        latest().map(JobInfo::type).flatMap(Optional::stream).forEach(types::add);
        return words("types", types);
    }

    private static List<Suggestion> words(String group, Collection<String> words) {
        return words.stream().map(word -> new Suggestion(word, group, "", true)).toList();
    }

    /// The jobs that were started last.
    private Stream<JobInfo> latest() {
        return session.engine().jobber().jobs().reversed().stream().limit(MOST).map(KnownJob::info);
    }
}
