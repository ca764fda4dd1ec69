package dev.jobber.shell.complete;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.identity.IdList;
import dev.jobber.job.policy.DurationText;
import dev.jobber.observer.Fact;
import dev.jobber.observer.Observer;
import dev.jobber.observer.Recorded;
import dev.jobber.otp.Inspect;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.otp.ProcessStatus;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Completes jobs and processes: first what lives, the latest first, then what has ended a short
/// time ago and says so.
///
/// It reads snapshots alone, and waits for no process. Of many jobs it looks at those that it may
/// list, and of many processes at the numbers of all.
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

        /// The pids that begin so, in the way in which they have been begun.
        static Optional<Pids> begunBy(String begin) {
            return ALL.stream()
                    .filter(form -> form.head().startsWith(begin) || begin.startsWith(form.head()))
                    .findFirst()
                    .flatMap(form -> form.begun(begin));
        }

        private Optional<Pids> begun(String begin) {
            String typed = head.startsWith(begin) ? "" : begin.substring(head.length());
            return BegunNumber.of(typed, tail).map(number -> new Pids(this, number));
        }

        String of(long number) {
            return head + number + tail;
        }
    }

    /// The pids with the numbers that begin so.
    private record Pids(PidForm form, BegunNumber number) {}

    /// All jobs whose ids begin so.
    List<Suggestion> jobs(String begin) {
        return ids(begin, MOST, false);
    }

    /// What may stand for a live process: jobs by their ids, and pids.
    List<Suggestion> processes(String begin) {
        Optional<Pids> pids = PidForm.begunBy(begin);
        return Stream.of(
                        ids(begin, begin.isEmpty() ? FEW : MOST, true),
                        pids.map(this::living).orElse(List.of()),
                        pids.map(this::ended).orElse(List.of()))
                .flatMap(List::stream)
                .toList();
    }

    /// Jobs by their ids, those that have ended last.
    private List<Suggestion> ids(String begin, int most, boolean onlyLive) {
        IdList.Begun<JobHandle> begun = observer.jobber().jobsBegun(begin, LOOKED_AT);
        var living = new ArrayList<JobInfo>();
        var ended = new ArrayList<JobInfo>();
        for (JobHandle job : begun.latest()) {
            if (living.size() == most) {
                break;
            }
            JobInfo info = job.info();
            (info.status().isEnd() ? ended : living).add(info);
        }
        List<JobInfo> shown =
                Stream.concat(
                                living.stream(),
                                ended.stream().filter(job -> !onlyLive || isRecent(job)))
                        .limit(most)
                        .toList();
        Set<String> ids = shown.stream().map(JobInfo::id).collect(Collectors.toSet());
        return Stream.concat(
                        shown.stream(),
                        begun.others().stream()
                                .map(JobHandle::info)
                                .filter(job -> !ids.contains(job.id())))
                .map(job -> new Suggestion(job.id(), JOBS, described(job), true))
                .toList();
    }

    /// The pids of live processes: of the latest, and of those without which the pids would begin
    /// with more in common than those of all processes do.
    private List<Suggestion> living(Pids pids) {
        return new LatestProcesses(observer.node(), pids.number(), MOST)
                .find().stream()
                        .map(pid ->
                                new Suggestion(
                                        pids.form().of(pid.id()), PIDS, described(pid), true))
                        .toList();
    }

    /// The pids of processes that have ended a short time ago, the latest first.
    private List<Suggestion> ended(Pids pids) {
        Instant now = observer.node().clock().instant();
        Instant since = now.minus(RECENT);
        return observer.events().ring().latestWhile(event -> !event.time().isBefore(since)).stream()
                .filter(event -> event.fact() instanceof Fact.Exited)
                .filter(event -> pids.number().begins(event.process()))
                .limit(MOST)
                .map(event ->
                        new Suggestion(
                                pids.form().of(event.process()), PIDS, described(event, now), true))
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

    /// What a process is, what it does, and how long it has done so. The cost does not depend on
    /// how many others it is linked to.
    private String described(Pid pid) {
        return observer.node()
                .identity(pid)
                .map(process ->
                        job(process)
                                .map(this::described)
                                .or(() -> supervised(process).map(id -> "supervisor of " + id))
                                .orElseGet(() ->
                                        process.name().map(name -> name + " ").orElse("")
                                                + brief(process)
                                                + uptime(pid)))
                .orElse("");
    }

    /// What a process is and does.
    String brief(Pid pid) {
        return observer.node().identity(pid).map(this::brief).orElse("");
    }

    private String brief(ProcessInfo.Identity process) {
        ProcessStatus status = observer.node().glance(process.pid()).status();
        return Printable.text(Inspect.labelled(process.what(), process.pid().label()))
                + " "
                + status.name().toLowerCase(Locale.ROOT);
    }

    private String uptime(Pid pid) {
        Instant now = observer.node().clock().instant();
        return observer.started()
                .of(pid.id())
                .map(start -> " " + time(Duration.between(start, now)))
                .orElse("");
    }

    /// The id of the job that a JobSupervisor has. It is linked to the job and to JobRunner; a
    /// dynamic supervisor, which may have very many links, is none.
    private Optional<String> supervised(ProcessInfo.Identity process) {
        Pid pid = process.pid();
        if (process.name().isPresent()
                || !observer.supervisors().isSupervisor(pid)
                || observer.supervisors().isDynamic(pid)) {
            return Optional.empty();
        }
        return observer.node().info(pid).stream()
                .flatMap(info -> info.links().stream())
                .limit(FEW)
                .flatMap(link -> observer.node().identity(link).stream())
                .flatMap(link -> job(link).stream())
                .findFirst()
                .map(JobInfo::id);
    }

    /// The job whose process this is: it is registered under the id of the job.
    private Optional<JobInfo> job(ProcessInfo.Identity process) {
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
