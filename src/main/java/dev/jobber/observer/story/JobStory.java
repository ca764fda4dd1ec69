package dev.jobber.observer.story;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.policy.DurationText;
import dev.jobber.observer.EventIndex;
import dev.jobber.observer.Fact;
import dev.jobber.observer.Recorded;
import dev.jobber.otp.Pid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What happened to a job: what its events tell, and of attempts that are older than all events
/// what is known of them.
final class JobStory {
    private final List<Recorded> all;
    private final EventIndex index;
    private final String id;

    /// What is known of the job now; empty if it has been forgotten.
    private final Optional<JobHandle> job;

    private final List<Story.Line> lines = new ArrayList<>();
    private final Map<Long, Recorded> restarts = new HashMap<>();
    private final Set<Long> supervisors = new HashSet<>();
    private final Set<Integer> attempts = new HashSet<>();

    /// The attempt that is under way, while the lines are made; 0 for none.
    private int attempt;

    private long attemptMillis;

    /// @param all all events, the oldest first
    JobStory(List<Recorded> all, EventIndex index, String id, Optional<JobHandle> job) {
        this.all = all;
        this.index = index;
        this.id = id;
        this.job = job;
        job.stream().flatMapToLong(it -> it.supervisorNumber().stream()).forEach(supervisors::add);
    }

    /// The lines of the story, the oldest first.
    List<Story.Line> lines() {
        List<Recorded> own = own();
        for (Recorded event : own) {
            if (event.fact() instanceof Fact.Restarted(long supervisor, _, _, _)) {
                restarts.put(event.process(), event);
                supervisors.add(supervisor);
            } else if (event.fact() instanceof Fact.Supervised) {
                supervisors.add(event.process());
            }
        }
        boolean isBegun = own.stream().anyMatch(it -> it.fact() instanceof Fact.Requested);
        if (!isBegun) {
            job.ifPresent(this::addRequest);
        }
        withSupervisors(own).forEach(this::add);
        job.ifPresent(this::addOlderAttempts);
        lines.sort(Comparator.comparing(Story.Line::time)); // lines of one time keep their order
        return lines;
    }

    private List<Recorded> own() {
        return JobEvents.latest(
                all.stream()
                        .filter(event -> JobEvents.job(event, index).filter(id::equals).isPresent())
                        .toList());
    }

    /// The events of the job, and those in which a supervisor gave up and took the job with it.
    private List<Recorded> withSupervisors(List<Recorded> own) {
        if (own.isEmpty()) {
            return own;
        }
        Set<Recorded> wanted = new HashSet<>(own);
        Set<Long> enders = new HashSet<>(supervisors);
        own.forEach(event -> {
            if (event.fact() instanceof Fact.Exited(_, long by)) {
                enders.add(by);
            }
        });
        long begin = own.getFirst().millis();
        return all.stream()
                .filter(event ->
                        wanted.contains(event)
                                || event.millis() >= begin
                                        && event.fact() instanceof Fact.GaveUp
                                        && enders.contains(event.process()))
                .toList();
    }

    private void add(Recorded event) {
        switch (event.fact()) {
            case Fact.Attempt(int number) -> {
                attempt = number;
                attemptMillis = event.millis();
                attempts.add(number);
                add(event, event.fact().text());
            }
            case Fact.Worked worked -> {
                add(
                        event,
                        attempt()
                                + (worked.isOk() ? "succeeded" : "failed")
                                + after(event)
                                + worked.error().map(it -> ": " + it).orElse(""));
                attempt = 0;
            }
            case Fact.Exited exited -> {
                add(event, exited(event, exited));
                attempt = supervisors.contains(event.process()) ? attempt : 0;
            }
            case Fact.Started _ when restarts.containsKey(event.process()) ->
                    addRestart(event, restarts.get(event.process()));
            case Fact.Restarted _ -> {} // the start of the process has told it
            case Fact.Started _ ->
                    add(event, "its process " + Pid.toString(event.process()) + " started");
            case Fact.Supervised _ ->
                    add(event, "its JobSupervisor " + Pid.toString(event.process()) + " started");
            case Fact.GaveUp gaveUp ->
                    add(
                            event,
                            supervisor(event.process())
                                    + " gave up: "
                                    + gaveUp.restarts().text()
                                    + " were used up, and its child "
                                    + gaveUp.child()
                                    + " ended once more"
                                    + FallenWith.text(all, index, event));
            default -> add(event, event.fact().text());
        }
    }

    private String supervisor(long number) {
        return index.name(number).orElse("its JobSupervisor") + " " + Pid.toString(number);
    }

    private void addRestart(Recorded start, Recorded restart) {
        var fact = (Fact.Restarted) restart.fact();
        lines.add(
                line(
                        start,
                        fact,
                        "it was restarted as "
                                + Pid.toString(start.process())
                                + ": "
                                + fact.restarts().text()));
    }

    private String attempt() {
        return attempt == 0 ? "the work " : "attempt " + attempt + " ";
    }

    private String after(Recorded event) {
        return attempt == 0
                ? ""
                : " after "
                        + DurationText.format(Duration.ofMillis(event.millis() - attemptMillis));
    }

    /// The end of its process ends the attempt that runs.
    private String exited(Recorded event, Fact.Exited exited) {
        if (supervisors.contains(event.process())) {
            return "its JobSupervisor "
                    + Pid.toString(event.process())
                    + exited.text().replaceFirst("its process", "");
        }
        if (attempt == 0) {
            return exited.text();
        }
        String because = exited.by() == 0 ? "" : ", because of " + Pid.toString(exited.by());
        String after = after(event);
        if (exited.why().isKilled()) {
            return attempt() + "was killed" + after + because;
        }
        return exited.why().isOrderly()
                ? attempt() + "was stopped" + after + because
                : attempt() + "crashed" + after + ": " + exited.why().text() + because;
    }

    private void add(Recorded event, String text) {
        lines.add(line(event, event.fact(), text));
    }

    private static Story.Line line(Recorded event, Fact fact, String text) {
        return new Story.Line(
                event.time(),
                fact.word(),
                event.process() == 0
                        ? Optional.empty()
                        : Optional.of(Pid.toString(event.process())),
                fact.reason(),
                text);
    }

    // ---- what is older than the events

    private void addRequest(JobHandle known) {
        Fact request = new Fact.Requested(known.info().name(), known.info().type(), known.origin());
        lines.add(
                new Story.Line(
                        known.info().started(),
                        request.word(),
                        Optional.empty(),
                        Optional.empty(),
                        request.text()));
    }

    private void addOlderAttempts(JobHandle known) {
        for (AttemptInfo each : known.history()) {
            if (attempts.contains(each.number())) {
                continue;
            }
            addLine(each.start(), "attempt", "attempt " + each.number() + " began", each);
            each.end()
                    .ifPresent(end ->
                            addLine(
                                    end.time(),
                                    switch (end.result()) {
                                        case OK -> "completed";
                                        case ERROR -> "errored";
                                        case CRASH,
                                                TIMEOUT,
                                                KILLED,
                                                STOPPED,
                                                INTERRUPTED,
                                                NODE_LOST,
                                                LOST ->
                                                "exited";
                                    },
                                    "attempt "
                                            + each.number()
                                            + " ended with "
                                            + end.result()
                                            + " after "
                                            + DurationText.format(
                                                    Duration.between(each.start(), end.time()))
                                            + end.error().map(it -> ": " + it).orElse(""),
                                    each));
        }
    }

    private void addLine(Instant time, String what, String text, AttemptInfo of) {
        lines.add(
                new Story.Line(
                        time,
                        what,
                        Optional.empty(),
                        what.equals("attempt")
                                ? Optional.empty()
                                : of.end().flatMap(AttemptInfo.End::error),
                        text));
    }

    // ---- what it is now

    /// The status of the job; where it has been forgotten, what its last events make of it.
    String status() {
        return job.map(it -> it.info().status()).orElseGet(() -> lastStatus(own())).toString();
    }

    /// The status that the last events of a job make of it.
    static JobStatus lastStatus(List<Recorded> own) {
        JobStatus status = JobStatus.NEW;
        for (Recorded event : own) {
            status = after(status, event.fact());
        }
        return status;
    }

    private static JobStatus after(JobStatus status, Fact fact) {
        return switch (fact) {
            case Fact.Attempt _ -> JobStatus.RUNNING;
            case Fact.Worked(boolean isOk, _) -> isOk ? JobStatus.DONE : JobStatus.FAILED;
            case Fact.GaveUp _ -> JobStatus.CRASHED;
            case Fact.Exited(var why, _) when status == JobStatus.RUNNING ->
                    why.isKilled()
                            ? JobStatus.KILLED
                            : why.isOrderly() ? JobStatus.STOPPED : JobStatus.CRASHED;
            case Fact.Dropped _, Fact.Refused _ -> JobStatus.SKIPPED;
            default -> status;
        };
    }

    Optional<JobInfo> info() {
        return job.map(JobHandle::info);
    }
}
