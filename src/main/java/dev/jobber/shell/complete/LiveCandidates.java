package dev.jobber.shell.complete;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.Jobber;
import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.observer.Observer;
import dev.jobber.otp.Node;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.list.ListOptions;
import dev.jobber.shell.parse.Backoffs;
import dev.jobber.shell.parse.Commands;
import dev.jobber.shell.parse.InitAnswer;
import dev.jobber.shell.parse.Zones;
import dev.jobber.shell.session.Session;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Completes names, ids, pids and types from what lives in the node now, and the rest from what the
/// session knows.
public final class LiveCandidates implements Candidates {
    /// More would not help who looks for one.
    private static final int MOST = 200;

    private final Session session;
    private final Commands commands;

    /// @param session whose node is looked at
    public LiveCandidates(Session session, Commands commands) {
        this.session = session;
        this.commands = commands;
    }

    @Override
    public List<Suggestion> of(Place place) {
        return switch (place.label()) {
            case "PID", "CHILD" ->
                    Stream.of(names(false), ids(place.begin()), pids(place.begin()))
                            .flatMap(List::stream)
                            .toList();
            case "SUP" -> names(true);
            case "ID" -> ids(place.begin());
            case "TYPE" -> types();
            case "B" -> words("backoff", Backoffs.EXAMPLES);
            case "INIT" -> inits();
            case "KEY" -> words("settings", session.settings().keys());
            case "VALUE" -> values(place.before().getLast());
            case "COMMAND" -> words("commands", commands.names());
            case REFERENCE -> new ReferenceCandidates(session.variables()).of(place.begin());
            case ListOptions.FIELD, ListOptions.FIELDS, ListOptions.CONDITION ->
                    new FieldCandidates(commands).of(place);
            case "SCHEDULE" -> words("schedules", schedules());
            case "ZONE" -> words("zones", Zones.names());
            case "JOB" -> words("jobs", session.definitions().jobs());
            case "FILE", "JARS" ->
                    new FileCandidates(session.directory(), session.variables().home())
                            .of(place.begin());
            default -> List.of();
        };
    }

    private List<String> schedules() {
        return session.scheduler().all().stream().map(ScheduleInfo::name).toList();
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
                .map(name -> new Suggestion(name, "names", "", true))
                .toList();
    }

    /// The jobs whose ids begin so, the latest first.
    private List<Suggestion> ids(String begin) {
        Jobber jobber = session.observer().jobber();
        var sample = new Sample(MOST);
        for (JobHandle job : jobber.jobs().reversed()) {
            if (job.id().startsWith(begin)) {
                sample.add(job.id());
            }
        }
        return sample.texts().stream()
                .flatMap(id -> jobber.find(id).stream())
                .map(JobHandle::info)
                .map(job -> new Suggestion(job.id(), "jobs", described(job), true))
                .toList();
    }

    private static String described(JobInfo job) {
        return Stream.of(job.name(), job.type(), Optional.of(job.status().toString()))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    /// The live processes whose pids begin so, written in the way that has been begun; the latest
    /// first.
    private List<Suggestion> pids(String begin) {
        Optional<PidForm> form =
                PID_FORMS.stream().filter(each -> each.isBegunBy(begin)).findFirst();
        if (form.isEmpty()) {
            return List.of();
        }
        Node node = session.observer().node();
        var sample = new Sample(MOST);
        node.latestProcesses(
                        MOST,
                        number -> {
                            String pid = form.get().of(number);
                            boolean matches = pid.startsWith(begin);
                            if (matches) {
                                sample.among(pid);
                            }
                            return matches;
                        })
                .forEach(process -> sample.add(form.get().of(process.id())));
        return sample.texts().stream()
                .flatMap(text ->
                        session
                                .observer()
                                .processes()
                                .find(text)
                                .flatMap(node::info)
                                .map(info -> new Suggestion(text, "pids", described(info), true))
                                .stream())
                .toList();
    }

    /// A way to write pids.
    private record PidForm(String head, String tail) {
        boolean isBegunBy(String begin) {
            return head.startsWith(begin) || begin.startsWith(head);
        }

        String of(long number) {
            return head + number + tail;
        }
    }

    private static final PidForm PRINTED = new PidForm("#PID<0.", ".0>");
    private static final List<PidForm> PID_FORMS =
            List.of(PRINTED, new PidForm("<0.", ".0>"), new PidForm("0.", ".0"));

    private static String described(ProcessInfo info) {
        return info.name().map(Object::toString).orElse(info.what());
    }

    private static List<Suggestion> inits() {
        return InitAnswer.WORDS.stream()
                .map(word -> new Suggestion(word, "answers of init", "", !word.endsWith("=")))
                .toList();
    }

    private List<Suggestion> types() {
        TreeSet<String> types = new TreeSet<>(List.of("import"));
        session.observer().jobber().types().all().forEach(type -> types.add(type.type()));
        latest().map(JobInfo::type).flatMap(Optional::stream).forEach(types::add);
        return words("types", types);
    }

    private static List<Suggestion> words(String group, Collection<String> words) {
        return words.stream().map(word -> new Suggestion(word, group, "", true)).toList();
    }

    /// The jobs that were started last.
    private Stream<JobInfo> latest() {
        return session.observer().jobber().jobs().reversed().stream()
                .limit(MOST)
                .map(JobHandle::info);
    }
}
