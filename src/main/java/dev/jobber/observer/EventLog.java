package dev.jobber.observer;

import dev.jobber.job.JobEvent;
import dev.jobber.job.Jobber;
import dev.jobber.otp.Clock;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Inspect;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Via;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The last 10 000 events of the kernel and of the jobs. It listens to a node, which should [tell
/// of lives][dev.jobber.otp.Node.Builder#lifeEvents()], and to a job system.
///
/// It listens on the threads on which the events happen: it waits for nothing, takes no lock, and
/// makes a text only of what could not be kept otherwise. See [EndReason].
public final class EventLog implements EventListener {
    private static final int KEPT = 10_000;

    private final Ring<Recorded> ring = new Ring<>(KEPT);
    private final Clock clock;

    /// The processes of jobs whose start was told last by their jobs, each at a place that its
    /// number gives. So their start is not remembered twice. A number that another one has taken
    /// the place of costs one event too many.
    private final AtomicLongArray told = new AtomicLongArray(256);

    /// Whether the node tells of the starts and the ends of servers. If it does, it has told of one
    /// before the first crash.
    private volatile boolean hearsOfLives;

    /// The children that ended last, each at a place that the number of its supervisor gives. The
    /// restart of a child is told right after its end, by the same thread.
    private final AtomicReferenceArray<@Nullable Ended> ended = new AtomicReferenceArray<>(256);

    /// A child that ended.
    private record Ended(long supervisor, Object id, long child) {}

    /// @param clock the clock of the node
    public EventLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.Started(Pid pid, Optional<Object> name, _) -> {
                lives();
                if (told.get(place(pid)) != pid.id()) {
                    add(pid, name, new Fact.Started());
                }
            }
            case Event.Exited(Pid pid, Optional<Object> name, ExitReason why, Optional<Pid> by) -> {
                lives();
                add(pid, name, exited(why, by.map(Pid::id).orElse(0L)));
            }
            case Event.ServerTerminating it -> {
                if (!hearsOfLives) { // else the end of the process itself tells it
                    add(it.pid(), exited(it.reason(), 0));
                }
            }
            case Event.ProcessRaised(Pid pid, ExitReason why) -> add(pid, exited(why, 0));
            case Event.TaskTerminating(Pid pid, _, ExitReason why) -> add(pid, exited(why, 0));
            case Event.Restarted(Pid supervisor, Object id, Pid child, var after, var lately) ->
                    add(
                            child,
                            new Fact.Restarted(
                                    supervisor.id(),
                                    before(supervisor, id),
                                    EndReason.of(after),
                                    new Restarts(
                                            lately.restarts(),
                                            lately.maxRestarts(),
                                            lately.maxSeconds())));
            case Event.GaveUp(Pid supervisor, _, var child, var limit, int others) ->
                    add(
                            supervisor,
                            new Fact.GaveUp(
                                    text(child.id()),
                                    EndReason.of(child.reason()),
                                    restarts(limit.restarts(), limit),
                                    others));
            case Event.ChildStartFailed(Pid supervisor, Object id, ExitReason why, boolean again) ->
                    add(supervisor, new Fact.StartFailed(text(id), EndReason.of(why), again));
            case Event.UnexpectedMessage it ->
                    add(
                            it.pid(),
                            new Fact.Other(
                                    "unexpected_message",
                                    "it received a message that it does not handle"));
            case Event.Lingering it -> add(it.pid(), other("lingering", it));
            case Event.LingeringEnded it -> add(it.pid(), other("lingering_ended", it));
            case Event.Starving it -> add(other("starving", it));
            case Event.StarvingEnded it -> add(other("starving_ended", it));
            case Event.ListenerRemoved it -> add(other("listener_removed", it));
            case Event.EventsLeftOut it -> add(other("events_left_out", it));
            case Event.CodeFailed it -> add(other("code_failed", it));
            case Event.ThreadRestarted it -> add(other("thread_restarted", it));
            case Event.ChildTerminated(Pid supervisor, Object id, Pid child, _) ->
                    ended.set(place(supervisor), new Ended(supervisor.id(), id, child.id()));
            case Event.ShutdownFailed _ -> {} // the end of the process tells it
        }
    }

    /// Something happened to a job.
    public void on(JobEvent event) {
        JobEvent.Subject job = event.subject();
        switch (event) {
            case JobEvent.Requested(_, Optional<String> name, Optional<String> line) ->
                    add(job, new Fact.Requested(name, job.type(), line));
            case JobEvent.Refused(_, String code, String why) ->
                    add(job, new Fact.Refused(code, why));
            case JobEvent.Queued _ -> add(job, new Fact.Queued());
            case JobEvent.Waits(_, List<String> after) -> add(job, new Fact.Waits(after));
            case JobEvent.Skipped(_, String why) -> add(job, new Fact.Dropped("skipped", why));
            case JobEvent.NotStarted(_, String why) ->
                    add(job, new Fact.Dropped("not_started", why));
            case JobEvent.Supervised _ -> starts(job, new Fact.Supervised());
            case JobEvent.Started _ -> starts(job, new Fact.Started());
            case JobEvent.Attempted(_, int number) -> add(job, new Fact.Attempt(number));
            case JobEvent.Completed _ -> add(job, new Fact.Worked(true, Optional.empty()));
            case JobEvent.Errored(_, Optional<String> why) -> add(job, failed(why));
            case JobEvent.RetryFailed(_, Optional<String> why) -> add(job, failed(why));
            case JobEvent.RetryPlanned(_, int retry, int most, var delay) ->
                    add(job, new Fact.Retry(retry, most, delay));
            case JobEvent.Lingering(_, String what) ->
                    add(
                            job,
                            new Fact.Other("lingering", "it does not end: " + EndReason.cut(what)));
            case JobEvent.Gone _ ->
                    add(job, new Fact.Other("lingering_ended", "it does not linger any more"));
            case JobEvent.Printed _, JobEvent.Logged _, JobEvent.Exiting _ -> {
                // The log has the lines, and the end of the process tells that it ended.
            }
        }
    }

    /// A user has asked for the end of a process.
    ///
    /// @param line the line that did
    public void stopped(Pid pid, String line) {
        add(pid, new Fact.Stopped(line));
    }

    /// A user has asked for the end of a job that has no process.
    ///
    /// @param line the line that did
    public void stopped(String job, String line) {
        add(0, Optional.empty(), Optional.of(job), new Fact.Stopped(line));
    }

    /// The events that are remembered, the oldest first.
    public List<Recorded> events() {
        return ring.items();
    }

    /// The ring of the events, for a reader who waits for more.
    public Ring<Recorded> ring() {
        return ring;
    }

    private static Fact failed(Optional<String> why) {
        return new Fact.Worked(false, why.map(EndReason::cut));
    }

    private static Fact exited(ExitReason why, long by) {
        return new Fact.Exited(EndReason.of(why), by);
    }

    private static Restarts restarts(int count, Event.GaveUp.Limit limit) {
        return new Restarts(count, limit.restarts(), limit.seconds());
    }

    private static String text(Object id) {
        return EndReason.cut(Inspect.text(id));
    }

    private static Fact other(String word, Event event) {
        return new Fact.Other(word, EndReason.cut(event.message().lines().findFirst().orElse("")));
    }

    /// The number of the process that a child was before its restart; 0 where that is not known.
    private long before(Pid supervisor, Object id) {
        Ended last = ended.get(place(supervisor));
        return last != null && last.supervisor() == supervisor.id() && last.id() == id
                ? last.child()
                : 0;
    }

    private static int place(Pid pid) {
        return (int) (pid.id() & 255);
    }

    private void lives() {
        if (!hearsOfLives) { // a field that is not written again costs nothing
            hearsOfLives = true;
        }
    }

    private void starts(JobEvent.Subject job, Fact fact) {
        job.pid().ifPresent(pid -> told.set(place(pid), pid.id()));
        add(job, fact);
    }

    private void add(JobEvent.Subject job, Fact fact) {
        add(job.pid().map(Pid::id).orElse(0L), Optional.empty(), Optional.of(job.id()), fact);
    }

    /// @param name as the kernel has it: a job's process is registered under the job's id
    private void add(Pid pid, Optional<Object> name, Fact fact) {
        Object known = name.orElse("");
        add(
                pid.id(),
                known instanceof String local && !local.isEmpty()
                        ? Optional.of(local)
                        : Optional.empty(),
                known instanceof Via via
                                && via.key() instanceof String id
                                && via.registry().toString().equals(Jobber.REGISTRY)
                        ? Optional.of(id)
                        : Optional.empty(),
                fact);
    }

    private void add(Pid pid, Fact fact) {
        add(pid.id(), Optional.empty(), Optional.empty(), fact);
    }

    private void add(Fact fact) {
        add(0, Optional.empty(), Optional.empty(), fact);
    }

    private void add(long process, Optional<String> name, Optional<String> job, Fact fact) {
        ring.add(new Recorded(clock.instant().toEpochMilli(), process, name, job, fact));
    }
}
