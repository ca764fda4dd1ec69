package dev.jobber.observer.story;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.history.AttemptInfo;
import dev.jobber.observer.EventIndex;
import dev.jobber.observer.Fact;
import dev.jobber.observer.Observer;
import dev.jobber.observer.Recorded;
import dev.jobber.observer.Subject;
import dev.jobber.observer.story.Timeline.Kind;
import dev.jobber.observer.story.Timeline.Span;
import dev.jobber.otp.Pid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes timelines of the jobs that are known, and of those that only the events tell of. It waits
/// for no process.
public final class TimelineMaker {
    /// A timeline is no shorter than this, so that something can be seen in it.
    private static final Duration SHORTEST = Duration.ofMillis(1);

    /// How many jobs that were in the way of another job are named.
    private static final int MOST_BLOCKERS = 5;

    private final Observer observer;
    private final EventIndex index;
    private final Map<String, List<Recorded>> events;
    private final Instant now;

    /// Looks at the events now.
    public TimelineMaker(Observer observer) {
        this.observer = observer;
        List<Recorded> all = observer.events().events();
        index = EventIndex.of(all, observer.jobber());
        events = JobEvents.byJob(all, index);
        now = observer.node().clock().instant();
    }

    /// The timeline of jobs.
    ///
    /// @param words what names them: ids, names, types or pids; all jobs where there are none
    /// @param since only what happened in the last time so long; all where it is empty
    public Timeline of(List<String> words, Optional<Duration> since) {
        Optional<Instant> first = since.map(now::minus);
        Collection<Sketch> sketches = sketches();
        List<Timeline.Row> rows =
                sketches.stream()
                        .filter(sketch -> words.isEmpty() || isMeant(sketch, words))
                        .map(sketch -> cut(sketch, first))
                        .filter(sketch -> !sketch.spans().isEmpty())
                        .sorted(Comparator.comparing(TimelineMaker::begin))
                        .map(sketch ->
                                new Timeline.Row(
                                        sketch.job(),
                                        sketch.outcome(),
                                        sketch.spans(),
                                        blockers(sketch, sketches)))
                        .toList();
        Instant begin =
                first.or(() -> rows.stream().findFirst().map(TimelineMaker::begin)).orElse(now);
        Instant end =
                since.isPresent()
                        ? now
                        : rows.stream()
                                .map(row -> row.spans().getLast().end())
                                .max(Comparator.naturalOrder())
                                .orElse(now);
        return new Timeline(begin, end.isAfter(begin) ? end : begin.plus(SHORTEST), rows);
    }

    private static Instant begin(Timeline.Row row) {
        return row.spans().getFirst().begin();
    }

    private static Instant begin(Sketch sketch) {
        return sketch.spans().getFirst().begin();
    }

    /// A row in the making.
    private record Sketch(
            Subject.Job job, Timeline.Outcome outcome, List<Span> spans, List<String> pids) {}

    private Collection<Sketch> sketches() {
        Map<String, Sketch> all = new LinkedHashMap<>();
        for (JobHandle job : observer.jobber().jobs()) {
            all.put(job.id(), known(job));
        }
        events.forEach((id, own) -> {
            if (!all.containsKey(id)) {
                all.put(id, forgotten(id, own));
            }
        });
        return all.values();
    }

    private boolean isMeant(Sketch sketch, List<String> words) {
        return words.stream()
                .map(Subject::word)
                .anyMatch(word ->
                        new Subject(List.of(), Optional.of(sketch.job())).is(word)
                                || sketch.pids().contains(word)
                                || Subject.number(word).stream()
                                        .mapToObj(index::jobOf)
                                        .anyMatch(Optional.of(sketch.job().id())::equals));
    }

    // ---- what a job did

    private Sketch known(JobHandle job) {
        JobInfo info = job.info();
        List<Recorded> own = events.getOrDefault(job.id(), List.of());
        List<Span> spans = new ArrayList<>();
        List<AttemptInfo> attempts = job.history();
        Optional<Instant> worked = attempts.stream().findFirst().map(AttemptInfo::start);
        waited(own)
                .or(() -> info.pid().isEmpty() ? Optional.of(info.started()) : Optional.empty())
                .ifPresent(begin ->
                        spans.add(
                                new Span(
                                        Kind.WAITING,
                                        begin,
                                        worked.orElseGet(() -> endOfWait(info, own)),
                                        0)));
        for (AttemptInfo attempt : attempts) {
            addRetry(spans, attempt.start());
            spans.add(
                    new Span(
                            attempt.end().map(TimelineMaker::kind).orElse(Kind.WORKING),
                            attempt.start(),
                            attempt.end().map(AttemptInfo.End::time).orElse(now),
                            attempt.number()));
        }
        if (info.status() == JobStatus.ERRORED) {
            addRetry(spans, now);
        }
        return new Sketch(
                new Subject.Job(info.id(), info.name(), info.type()),
                new Timeline.Outcome(info.status().toString(), info.restarts()),
                spans,
                Stream.concat(
                                info.pid().stream(),
                                job.supervisorNumber().stream()
                                        .filter(_ ->
                                                observer.jobber().restartLimit(job).isPresent())
                                        .mapToObj(Pid::toString))
                        .toList());
    }

    private Instant endOfWait(JobInfo info, List<Recorded> own) {
        return info.status().isEnd() && !own.isEmpty() ? own.getLast().time() : now;
    }

    /// When a job began to wait for room or for others, if it did.
    private static Optional<Instant> waited(List<Recorded> own) {
        return own.stream()
                .filter(event ->
                        event.fact() instanceof Fact.Queued || event.fact() instanceof Fact.Waits)
                .findFirst()
                .map(Recorded::time);
    }

    private static Kind kind(AttemptInfo.End end) {
        return switch (end.result()) {
            case OK -> Kind.DONE;
            case ERROR -> Kind.FAILED;
            case CRASH, TIMEOUT, KILLED, NODE_LOST, LOST -> Kind.CRASHED;
            case STOPPED, INTERRUPTED -> Kind.STOPPED;
        };
    }

    /// After an error a job waits.
    private static void addRetry(List<Span> spans, Instant until) {
        if (!spans.isEmpty()
                && spans.getLast().kind() == Kind.FAILED
                && spans.getLast().end().isBefore(until)) {
            spans.add(new Span(Kind.RETRY, spans.getLast().end(), until, 0));
        }
    }

    /// A job that only its events tell of.
    private Sketch forgotten(String id, List<Recorded> own) {
        List<Span> spans = new ArrayList<>();
        Optional<Instant> waits = waited(own);
        int attempt = 0;
        Instant begin = now;
        int restarts = 0;
        for (Recorded event : own) {
            if (event.fact() instanceof Fact.Attempt(int number)) {
                if (waits.isPresent()) {
                    spans.add(new Span(Kind.WAITING, waits.get(), event.time(), 0));
                    waits = Optional.empty();
                }
                addRetry(spans, event.time());
                attempt = number;
                begin = event.time();
            }
            Optional<Kind> end = end(event.fact());
            if (attempt > 0 && end.isPresent()) {
                spans.add(new Span(end.get(), begin, event.time(), attempt));
                attempt = 0;
            }
            restarts += event.fact() instanceof Fact.Restarted ? 1 : 0;
        }
        return new Sketch(
                index.job(id),
                new Timeline.Outcome(JobStory.lastStatus(own).toString(), restarts),
                spans,
                List.of());
    }

    /// What an event says of the attempt that it ends, if it ends one.
    private static Optional<Kind> end(Fact fact) {
        return switch (fact) {
            case Fact.Worked(boolean isOk, _) -> Optional.of(isOk ? Kind.DONE : Kind.FAILED);
            case Fact.Exited(var why, _) ->
                    Optional.of(why.isOrderly() ? Kind.STOPPED : Kind.CRASHED);
            default -> Optional.empty();
        };
    }

    // ---- what is shown of it

    private static Sketch cut(Sketch sketch, Optional<Instant> first) {
        if (first.isEmpty()) {
            return sketch;
        }
        List<Span> spans =
                sketch.spans().stream()
                        .filter(span -> !span.end().isBefore(first.get()))
                        .map(span ->
                                span.begin().isBefore(first.get())
                                        ? new Span(
                                                span.kind(),
                                                first.get(),
                                                span.end(),
                                                span.attempt())
                                        : span)
                        .toList();
        return new Sketch(sketch.job(), sketch.outcome(), spans, sketch.pids());
    }

    /// The jobs that a job waited for; where it waited for room, those of its type that worked
    /// meanwhile.
    private List<String> blockers(Sketch sketch, Collection<Sketch> sketches) {
        Optional<Span> wait =
                sketch.spans().stream().filter(span -> span.kind() == Kind.WAITING).findFirst();
        if (wait.isEmpty()) {
            return List.of();
        }
        Optional<List<String>> after =
                events.getOrDefault(sketch.job().id(), List.of()).stream()
                        .flatMap(event ->
                                event.fact() instanceof Fact.Waits(List<String> ids)
                                        ? Stream.of(ids)
                                        : Stream.empty())
                        .findFirst();
        return after.orElseGet(() -> sameTypeDuring(sketch.job(), wait.get(), sketches));
    }

    private static List<String> sameTypeDuring(
            Subject.Job job, Span wait, Collection<Sketch> sketches) {
        return sketches.stream()
                .filter(other ->
                        !other.job().id().equals(job.id()) && other.job().type().equals(job.type()))
                .filter(other -> other.spans().stream().anyMatch(span -> blocks(span, wait)))
                .map(other -> other.job().id())
                .limit(MOST_BLOCKERS)
                .toList();
    }

    /// Whether an attempt was under way during a wait.
    private static boolean blocks(Span span, Span wait) {
        return span.attempt() > 0
                && span.begin().isBefore(wait.end())
                && span.end().isAfter(wait.begin());
    }
}
