package dev.jobber.observer;

import dev.jobber.job.Jobber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What events say of one another: which process had which name, which processes worked for which
/// job, and what the job is called. It grows with the events that it is shown. Of a job whose first
/// events are forgotten, the job system says what it is called.
public final class EventIndex {
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, String> jobs = new HashMap<>();
    private final Map<String, Subject.Job> known = new HashMap<>();

    private final Jobber jobber;

    /// An index that has seen no event.
    public EventIndex(Jobber jobber) {
        this.jobber = jobber;
    }

    /// An index of these events.
    public static EventIndex of(List<Recorded> events, Jobber jobber) {
        var index = new EventIndex(jobber);
        events.forEach(index::add);
        return index;
    }

    /// Learns from an event.
    public void add(Recorded event) {
        if (event.process() != 0) {
            event.name().ifPresent(name -> names.put(event.process(), name));
            event.job().ifPresent(job -> jobs.put(event.process(), job));
        }
        if (event.fact() instanceof Fact.Requested(var name, var type, _)) {
            event.job().ifPresent(id -> known.put(id, new Subject.Job(id, name, type)));
        }
    }

    /// What an event is about.
    public Subject of(Recorded event) {
        return new Subject(
                event.process() == 0
                        ? List.of()
                        : List.of(
                                new Subject.Named(
                                        event.process(),
                                        event.name().or(() -> name(event.process())))),
                event.job().or(() -> jobOf(event.process())).map(this::job));
    }

    /// The name that a process was registered under.
    public Optional<String> name(long process) {
        return Optional.ofNullable(names.get(process));
    }

    /// The id of the job that a process worked for, or supervised.
    public Optional<String> jobOf(long process) {
        return Optional.ofNullable(jobs.get(process));
    }

    /// A job by its id.
    public Subject.Job job(String id) {
        return known.computeIfAbsent(
                id,
                _ ->
                        jobber.find(id)
                                .map(job -> job.request())
                                .map(job -> new Subject.Job(id, job.name(), job.type()))
                                .orElseGet(() ->
                                        new Subject.Job(id, Optional.empty(), Optional.empty())));
    }

    /// The jobs that events are about and that are called something, in no order.
    public List<Subject.Job> named() {
        return List.copyOf(known.values());
    }

    /// The names that processes had.
    public List<String> processNames() {
        return List.copyOf(names.values());
    }
}
