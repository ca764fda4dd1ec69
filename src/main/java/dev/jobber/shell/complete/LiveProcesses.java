package dev.jobber.shell.complete;

import dev.jobber.job.DurationText;
import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.observer.Fact;
import dev.jobber.observer.Observer;
import dev.jobber.observer.Recorded;
import dev.jobber.otp.Inspect;
import dev.jobber.otp.Node;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.otp.Via;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.result.Printable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Completes jobs and processes: first what lives, the latest first, then what has ended a short
/// time ago and says so.
///
/// It reads snapshots alone, and waits for no process. It looks once at each job and each process.
final class LiveProcesses {
    /// In a longer list a reader finds nothing.
    private static final int MOST = 100;

    /// How many ids are listed beside pids where nothing is typed. So there is room for both.
    private static final int FEW = 40;

    /// How many of the latest jobs are looked at, of those that begin as what was typed.
    private static final int LOOKED_AT = 500;

    /// How long a process is still listed after its end.
    private static final Duration RECENT = Duration.ofSeconds(30);

    private static final String JOBS = "jobs";
    private static final String PIDS = "pids";

    private final Observer observer;

    LiveProcesses(Observer observer) {
        this.observer = observer;
    }

    /// A way to write pids.
    private record PidForm(String head, String tail) {
        static final List<PidForm> ALL =
                List.of(
                        new PidForm("#PID<0.", ".0>"),
                        new PidForm("<0.", ".0>"),
                        new PidForm("0.", ".0"));

        /// The way in which a pid has been begun.
        static Optional<PidForm> begunBy(String begin) {
            return ALL.stream()
                    .filter(form -> form.head().startsWith(begin) || begin.startsWith(form.head()))
                    .findFirst();
        }

        String of(long number) {
            return head + number + tail;
        }
    }

    /// All jobs whose ids begin so.
    List<Suggestion> jobs(String begin) {
        return ids(observer.jobber().jobs().reversed(), begin, MOST, false);
    }

    /// What may stand for a live process: jobs by their ids, and pids.
    List<Suggestion> processes(String begin) {
        List<JobHandle> latestFirst = observer.jobber().jobs().reversed();
        Optional<PidForm> form = PidForm.begunBy(begin);
        return Stream.of(
                        ids(latestFirst, begin, begin.isEmpty() ? FEW : MOST, true),
                        form.map(it -> pids(begin, it)).orElse(List.of()),
                        form.map(it -> ended(begin, it)).orElse(List.of()))
                .flatMap(List::stream)
                .toList();
    }

    /// Jobs by their ids, those that have ended last.
    private List<Suggestion> ids(
            List<JobHandle> latestFirst, String begin, int most, boolean onlyLive) {
        var sample = new Sample(LOOKED_AT, begin);
        for (JobHandle job : latestFirst) {
            if (job.id().startsWith(begin)) {
                sample.add(job.id());
            }
        }
        var living = new ArrayList<JobInfo>();
        var ended = new ArrayList<JobInfo>();
        sample.texts().stream()
                .flatMap(id -> observer.jobber().find(id).stream())
                .map(JobHandle::info)
                .forEach(job -> (job.status().isEnd() ? ended : living).add(job));
        List<JobInfo> shown =
                Stream.concat(
                                living.stream(),
                                ended.stream().filter(job -> !onlyLive || isRecent(job)))
                        .limit(most)
                        .toList();
        return Stream.concat(
                        shown.stream(),
                        sample.others().stream()
                                .flatMap(id -> observer.jobber().find(id).stream())
                                .map(JobHandle::info)
                                .filter(job -> shown.stream().noneMatch(job::equals)))
                .map(job -> new Suggestion(job.id(), JOBS, described(job), true))
                .toList();
    }

    private List<Suggestion> pids(String begin, PidForm form) {
        Node node = observer.node();
        boolean isEach = form.head().startsWith(begin);
        var sample = new Sample(MOST, begin);
        node.latestProcesses(
                        MOST,
                        number -> {
                            if (isEach && sample.isSettled()) {
                                return true; // its pid need not be made
                            }
                            String pid = form.of(number);
                            boolean matches = pid.startsWith(begin);
                            if (matches) {
                                sample.among(pid);
                            }
                            return matches;
                        })
                .forEach(process -> sample.add(form.of(process.id())));
        return sample.texts().stream()
                .flatMap(text ->
                        observer
                                .processes()
                                .find(text)
                                .flatMap(node::info)
                                .map(info -> new Suggestion(text, PIDS, described(info), true))
                                .stream())
                .toList();
    }

    /// The pids of processes that have ended a short time ago, the latest first.
    private List<Suggestion> ended(String begin, PidForm form) {
        Instant now = observer.node().clock().instant();
        Instant since = now.minus(RECENT);
        return observer.events().events().reversed().stream()
                .takeWhile(event -> !event.time().isBefore(since))
                .filter(event -> event.fact() instanceof Fact.Exited)
                .filter(event -> form.of(event.process()).startsWith(begin))
                .limit(MOST)
                .map(event ->
                        new Suggestion(form.of(event.process()), PIDS, described(event, now), true))
                .toList();
    }

    private static String described(Recorded event, Instant now) {
        return event.job().or(event::name).map(name -> name + " ").orElse("")
                + "ended "
                + time(Duration.between(event.time(), now))
                + " ago"
                + event.fact().reason().map(reason -> ": " + reason).orElse("");
    }

    private boolean isRecent(JobInfo job) {
        return sinceEnd(job).compareTo(RECENT) <= 0;
    }

    private Duration sinceEnd(JobInfo job) {
        return Duration.between(
                job.started().plus(job.duration()), observer.node().clock().instant());
    }

    private String described(JobInfo job) {
        String status =
                job.status().isEnd()
                        ? "ended: " + job.status() + " " + time(sinceEnd(job)) + " ago"
                        : job.status() + " " + time(job.duration());
        return Stream.of(job.name(), job.type(), Optional.of(status))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    /// What a process is, what it does, and how long it has done so.
    String described(ProcessInfo process) {
        return job(process)
                .map(this::described)
                .or(() ->
                        process.links().stream()
                                .limit(FEW)
                                .flatMap(link -> observer.node().info(link).stream())
                                .flatMap(link -> job(link).stream())
                                .findFirst()
                                .filter(_ -> observer.supervisors().isSupervisor(process.pid()))
                                .map(job -> "supervisor of " + job.id()))
                .orElseGet(() ->
                        process.name().map(name -> name + " ").orElse("")
                                + Printable.text(Inspect.labelled(process.what(), process.label()))
                                + " "
                                + process.status().name().toLowerCase(Locale.ROOT)
                                + uptime(process));
    }

    private String uptime(ProcessInfo process) {
        Instant now = observer.node().clock().instant();
        return observer.started()
                .of(process.pid().id())
                .map(start -> " " + time(Duration.between(start, now)))
                .orElse("");
    }

    /// The job whose process this is: it is registered under the id of the job.
    private Optional<JobInfo> job(ProcessInfo process) {
        return process.name()
                .filter(Via.class::isInstance)
                .flatMap(name -> observer.jobber().find(String.valueOf(((Via) name).key())))
                .map(JobHandle::info)
                .filter(job -> job.pid().equals(Optional.of(process.pid().toString())));
    }

    /// A time in whole seconds, or in milliseconds if it is shorter.
    private static String time(Duration time) {
        return DurationText.format(
                time.toSeconds() > 0 ? time.truncatedTo(ChronoUnit.SECONDS) : time);
    }
}
