package dev.jobber.shell.session;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.policy.DurationText;
import dev.jobber.observer.Observer;
import dev.jobber.otp.Pid;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Explains why a job has no process: its result, when it ended, and its supervisor.
final class EndedJob {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Observer observer;
    private final JobHandle job;

    EndedJob(Observer observer, JobHandle job) {
        this.observer = observer;
        this.job = job;
    }

    /// The error where a live process was expected.
    ///
    /// @param text what the line calls the job
    UserError error(ErrorCode code, String text) {
        JobInfo info = job.info();
        Optional<Pid> supervisor = supervisor();
        String place =
                supervisor
                        .map(pid -> "its supervisor is " + named(pid))
                        .orElseGet(this::withoutSupervisor);
        return new UserError(
                code,
                "no live process: "
                        + text
                        + " "
                        + state(info, text)
                        + (info.pid().isPresent() ? "; " + place : ""),
                supervisor
                        .filter(pid -> !isRunner(pid))
                        .map(pid -> "'stop " + pid + "' stops that supervisor")
                        .orElse(
                                info.status().isEnd()
                                        ? "'jobs' lists the jobs"
                                        : "'job " + info.id() + "' shows it"));
    }

    private String state(JobInfo info, String text) {
        String which = text.equals(info.id()) ? "is a job" : "belongs to the job " + info.id();
        return switch (info.status()) {
            case NEW, RUNNING, LINGERING, ERRORED ->
                    which + " that is " + info.status() + process(info);
            case WAITING -> which + " that waits for other jobs and has not started yet";
            case QUEUED -> which + " that is queued and has not started yet";
            case DONE, FAILED, CRASHED, STOPPED, KILLED, SKIPPED, CANCELLED ->
                    which + " that is " + info.status() + " and ended " + when(info);
        };
    }

    /// The process of a job that has not ended. The job may have had other processes before.
    private String process(JobInfo info) {
        return info.pid()
                .filter(pid -> observer.processes().find(pid).isPresent())
                .map(pid -> " as " + pid)
                .orElse(" and has no process at the moment");
    }

    private String when(JobInfo info) {
        Instant at = info.started().plus(info.duration());
        return "at "
                + TIME.format(at.atZone(ZoneId.systemDefault()))
                + ", "
                + DurationText.format(since(at))
                + " ago";
    }

    private Duration since(Instant at) {
        var passed = Duration.between(at, observer.node().clock().instant());
        return passed.isNegative() ? Duration.ZERO : passed;
    }

    /// The supervisor, while it lives.
    private Optional<Pid> supervisor() {
        return job.supervisorNumber().stream().boxed().findFirst().flatMap(observer.node()::pid);
    }

    private String named(Pid supervisor) {
        return isRunner(supervisor) ? "JobRunner " + supervisor : supervisor.toString();
    }

    private boolean isRunner(Pid supervisor) {
        return observer.jobber().runner().whereis().equals(Optional.of(supervisor));
    }

    private String withoutSupervisor() {
        return job.supervisorNumber().isPresent()
                ? "its supervisor has ended too"
                : "it had no supervisor";
    }
}
