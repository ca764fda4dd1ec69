package dev.jobber.observer.story;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.observer.EventIndex;
import dev.jobber.observer.Fact;
import dev.jobber.observer.Observer;
import dev.jobber.observer.Recorded;
import dev.jobber.observer.Restarts;
import dev.jobber.observer.Subject;
import dev.jobber.otp.Event;
import dev.jobber.otp.Inspect;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Tells what happened to a job or to a process, alive or dead. It looks once at the events and at
/// the job system, and waits for no process.
public final class Storyteller {
    private final Observer observer;
    private final List<Recorded> events;
    private final EventIndex index;

    /// Looks at the events now.
    public Storyteller(Observer observer) {
        this.observer = observer;
        events = observer.events().events();
        index = EventIndex.of(events, observer.jobber());
    }

    /// The story of what a user names: a job by its id, by the pid of its process or supervisor, or
    /// by its definition, of whose jobs the latest is meant; or a process by its pid or its
    /// registered name. Empty where no such thing lives, and no event is about it.
    public Optional<Story> of(String written) {
        String word = Subject.word(written);
        return observer.job(word)
                .map(JobHandle::id)
                .or(() -> jobOfEvents(word))
                .map(this::ofJob)
                .or(() -> processes(word).map(this::ofProcesses))
                .or(() -> named(word).map(this::ofJob));
    }

    /// What stories can be told of: ids, definitions and registered names.
    public Set<String> known() {
        Set<String> known = new TreeSet<>(observer.node().registered());
        known.addAll(index.processNames());
        index.named()
                .forEach(job -> {
                    known.add(job.id());
                    job.name().ifPresent(known::add);
                });
        return known;
    }

    // ---- jobs

    /// The job of this id, or whose process this pid was, that only the events know.
    private Optional<String> jobOfEvents(String word) {
        return events.stream()
                .flatMap(event -> event.job().stream())
                .filter(word::equals)
                .findFirst()
                .or(() -> number(word).flatMap(index::jobOf));
    }

    /// The latest job with work of this name.
    private Optional<String> named(String word) {
        Optional<String> known =
                observer.jobber().jobs().reversed().stream()
                        .map(JobHandle::info)
                        .filter(job -> job.name().filter(word::equals).isPresent())
                        .findFirst()
                        .map(JobInfo::id);
        return known.or(() ->
                events.reversed().stream()
                        .filter(event ->
                                event.fact() instanceof Fact.Requested(var name, _, _)
                                        && name.filter(word::equals).isPresent())
                        .findFirst()
                        .flatMap(Recorded::job));
    }

    private Story ofJob(String id) {
        Optional<JobHandle> job = observer.jobber().find(id);
        var story = new JobStory(events, index, id, job);
        List<Story.Line> lines = story.lines();
        return new Story(
                new Story.Who(
                        id, story.info().flatMap(JobInfo::name).or(() -> index.job(id).name())),
                story.status(),
                lines,
                job.flatMap(this::restarts).or(() -> lastRestarts(id)),
                job.flatMap(new NextStep(observer.jobber(), events, index)::of));
    }

    private Optional<Restarts> restarts(JobHandle job) {
        Optional<Restarts> last = lastRestarts(job.id());
        if (job.info().status().isEnd() && last.isPresent()) {
            return last;
        }
        Optional<Event.GaveUp.Limit> limit = observer.jobber().restartLimit(job);
        Optional<Restarts> present =
                limit.map(it ->
                        new Restarts(
                                recent(job, Duration.ofSeconds(it.seconds())),
                                it.restarts(),
                                it.seconds()));
        return present.or(() -> last);
    }

    /// How many restarts the supervisor of a job has done within the last time.
    private int recent(JobHandle job, Duration time) {
        long begin = observer.node().clock().instant().minus(time).toEpochMilli();
        long supervisor = job.supervisorNumber().orElse(0);
        return (int)
                events.stream()
                        .filter(event ->
                                event.millis() >= begin
                                        && event.fact() instanceof Fact.Restarted(long by, _, _, _)
                                        && by == supervisor)
                        .count();
    }

    private Optional<Restarts> lastRestarts(String job) {
        return events.reversed().stream()
                .filter(event -> index.jobOf(event.process()).filter(job::equals).isPresent())
                .flatMap(event -> restarts(event).stream())
                .findFirst();
    }

    private static Optional<Restarts> restarts(Recorded event) {
        return switch (event.fact()) {
            case Fact.Restarted(_, _, _, Restarts restarts) -> Optional.of(restarts);
            case Fact.GaveUp(_, _, Restarts restarts, _) -> Optional.of(restarts);
            default -> Optional.empty();
        };
    }

    // ---- processes

    /// The numbers of the processes that a pid or a registered name means: of a name, of all that
    /// had it. Empty where nothing is known of any.
    private Optional<Set<Long>> processes(String word) {
        Set<Long> numbers = new TreeSet<>();
        observer.processes().find(word).map(Pid::id).ifPresent(numbers::add);
        Optional<Long> number = number(word);
        for (Recorded event : events) {
            if (event.process() != 0
                    && (number.filter(it -> it == event.process()).isPresent()
                            || event.name().filter(word::equals).isPresent())) {
                numbers.add(event.process());
            }
        }
        return Optional.of(numbers).filter(found -> !found.isEmpty());
    }

    private Story ofProcesses(Set<Long> numbers) {
        long latest = numbers.stream().mapToLong(it -> it).max().orElse(0);
        Optional<Pid> alive = observer.node().pid(latest);
        Optional<ProcessInfo> info = alive.flatMap(observer.node()::info);
        List<Story.Line> lines = new ArrayList<>();
        Optional<String> next = Optional.empty();
        for (Recorded event : events) {
            boolean isOwn = numbers.contains(event.process());
            boolean isSuccessor =
                    event.fact() instanceof Fact.Restarted(_, long before, _, _)
                            && numbers.contains(before);
            if (isOwn || isSuccessor) {
                lines.add(processLine(event, isOwn, numbers.size() > 1));
            }
            if (isSuccessor && !isOwn) {
                next = Optional.of("it goes on as " + Pid.toString(event.process()));
            }
        }
        return new Story(
                new Story.Who(
                        Pid.toString(latest),
                        info.flatMap(ProcessInfo::name)
                                .map(Object::toString)
                                .or(() -> index.name(latest)),
                        alive.flatMap(Pid::label).map(Inspect::text)),
                info.map(it -> it.status().name().toLowerCase(Locale.ROOT)).orElse("dead"),
                withoutRepeatedStarts(lines),
                processRestarts(numbers, alive),
                next);
    }

    private Story.Line processLine(Recorded event, boolean isOwn, boolean areSeveral) {
        String text =
                switch (event.fact()) {
                    case Fact.Restarted(_, long before, _, Restarts restarts) ->
                            (isOwn && !areSeveral
                                            ? "it was started in place of " + Pid.toString(before)
                                            : "it was restarted as "
                                                    + Pid.toString(event.process()))
                                    + ": "
                                    + restarts.text();
                    case Fact.GaveUp gaveUp ->
                            "it gave up: "
                                    + gaveUp.restarts().text()
                                    + " were used up, and its child "
                                    + gaveUp.child()
                                    + " ended once more"
                                    + FallenWith.text(events, index, event);
                    default -> event.fact().text();
                };
        return new Story.Line(
                event.time(),
                event.fact().word(),
                Optional.of(Pid.toString(event.process())),
                event.fact().reason(),
                text);
    }

    /// The restart of a process tells that it was started.
    private static List<Story.Line> withoutRepeatedStarts(List<Story.Line> lines) {
        Set<String> restarted = new TreeSet<>();
        lines.stream()
                .filter(line -> line.what().equals("restarted"))
                .flatMap(line -> line.pid().stream())
                .forEach(restarted::add);
        return lines.stream()
                .filter(line ->
                        !line.what().equals("started")
                                || line.pid().filter(restarted::contains).isEmpty())
                .toList();
    }

    /// What the supervisor of a live process has done lately; of a dead one what was told last.
    private Optional<Restarts> processRestarts(Set<Long> numbers, Optional<Pid> alive) {
        return alive.flatMap(observer::supervisorAbove)
                .flatMap(observer.node()::restartIntensity)
                .map(it -> new Restarts(it.restarts(), it.maxRestarts(), it.maxSeconds()))
                .or(() ->
                        events.reversed().stream()
                                .filter(event -> numbers.contains(event.process()))
                                .flatMap(event -> restarts(event).stream())
                                .findFirst());
    }

    private static Optional<Long> number(String word) {
        return Subject.number(word).stream().boxed().findFirst();
    }
}
