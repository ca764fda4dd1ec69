package dev.jobber.shell.command;

import dev.jobber.job.DurationText;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.KnownJob;
import dev.jobber.shell.Answer;
import dev.jobber.shell.Example;
import dev.jobber.shell.Rendering;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import dev.jobber.shell.Value;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `jobs`
@Command(
        name = "jobs",
        description = {
            "Lists the jobs: those that run, wait to be tried again, or have ended.",
            "Of those that have ended and whose supervisor has too, only the last are kept: 'set history-jobs'."
        })
@Example(value = "start-job good; jobs", does = "lists one job, which runs")
@Example(
        value = "jobs --status failed --type import",
        does = "lists imports whose retries are used up")
final class Jobs implements ShellCommand {

    private final Session session;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description =
                    "Only jobs of this status: new, running, errored, done, failed, crashed, stopped or killed.")
    private Optional<JobStatus> status = Optional.empty();

    @Option(names = "--type", paramLabel = "TYPE", description = "Only jobs of this type.")
    private Optional<String> type = Optional.empty();

    Jobs(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        var jobs =
                session.engine().jobber().jobs().stream()
                        .map(KnownJob::info)
                        .filter(job -> status.isEmpty() || status.get() == job.status())
                        .filter(job -> type.isEmpty() || type.equals(job.type()))
                        .toList();
        Rendering table = Rendering.of(new Value.Rows(jobs.stream().map(Jobs::forPeople).toList()));
        return new Answer.Ok(new Value.Rows(jobs.stream().map(Jobs::row).toList()), table);
    }

    private static Value row(JobInfo job) {
        return Value.Fields.none()
                .with("id", job.id())
                .with("name", Value.ofText(job.name()))
                .with("type", Value.ofText(job.type()))
                .with("status", job.status().toString())
                .with("pid", job.pid())
                .with("attempts", job.attempts())
                .with("restarts", job.restarts())
                .with("started", job.started().toString())
                .with("duration_ms", job.duration().toMillis())
                .with("error", Value.ofText(job.error()));
    }

    private static Value forPeople(JobInfo job) {
        return Value.Fields.none()
                .with("id", job.id())
                .with("name", Value.ofText(job.name()))
                .with("type", Value.ofText(job.type()))
                .with("status", job.status().toString())
                .with("pid", job.pid())
                .with("attempts", job.attempts())
                .with("restarts", job.restarts())
                .with("for", DurationText.format(job.duration()))
                .with("error", Value.ofText(job.error()));
    }
}
