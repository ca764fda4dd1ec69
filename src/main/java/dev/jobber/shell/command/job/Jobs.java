package dev.jobber.shell.command.job;

import dev.jobber.job.DurationText;
import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `jobs`
@Command(
        name = "jobs",
        description = {
            "Lists the jobs: those that wait, run, or have ended.",
            "Of ended jobs whose supervisors have ended too, only the last are kept: 'set history-jobs'."
        })
@Example(value = "start-job good; jobs", does = "lists one job, which runs")
@Example(
        value = "jobs --status failed --type import",
        does = "lists imports whose retries are used up")
final class Jobs implements ShellCommand {
    private static final Set<JobStatus> FAILED =
            Set.of(JobStatus.FAILED, JobStatus.CRASHED, JobStatus.KILLED);

    private final Session session;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description =
                    "Only jobs of this status: waiting, queued, new, running, lingering, errored, done, failed, crashed, stopped, killed, skipped or cancelled.")
    private Optional<JobStatus> status = Optional.empty();

    @Option(names = "--type", paramLabel = "TYPE", description = "Only jobs of this type.")
    private Optional<String> type = Optional.empty();

    @Option(
            names = "--failed",
            description = "Only jobs that did not do their work: failed, crashed or killed.")
    private boolean failed;

    Jobs(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        List<Look> all =
                session.observer().jobber().jobs().stream()
                        .map(Look::at)
                        .filter(job -> status.isEmpty() || status.get() == job.info().status())
                        .filter(job -> type.isEmpty() || type.equals(job.info().type()))
                        .filter(job -> !failed || FAILED.contains(job.info().status()))
                        .toList();
        return new Answer.Ok(
                Value.Rows.of(all, each -> row(each.info())),
                Rendering.of(Value.Rows.of(all, Jobs::forPeople)));
    }

    /// How a job is, and how far its work says it has come.
    record Look(JobInfo info, Optional<AttemptLog.Progress> progress) {
        static Look at(JobHandle job) {
            JobInfo info = job.info();
            boolean works = info.status() == JobStatus.RUNNING;
            return new Look(info, works ? job.progress() : Optional.empty());
        }

        /// `running 3/10`
        String status() {
            return info.status() + progress.map(now -> " " + now).orElse("");
        }
    }

    static Value.Fields row(JobInfo job) {
        return Value.Fields.of(row -> {
            common(row, job, job.status().toString());
            Optional<String> process = job.pid();
            row.put("started", Value.ofText(process.map(_ -> job.started().toString())));
            row.put(
                    "duration_ms",
                    process.isPresent()
                            ? new Value.Whole(job.duration().toMillis())
                            : new Value.Nothing());
            row.put("error", Value.ofText(job.error()));
        });
    }

    static Value.Fields forPeople(Look look) {
        JobInfo job = look.info();
        return Value.Fields.of(row -> {
            common(row, job, look.status());
            row.put("for", new Value.Text(DurationText.format(job.duration())));
            row.put("error", Value.ofText(job.error()));
        });
    }

    private static void common(Map<String, Value> row, JobInfo job, String status) {
        row.put("id", new Value.Text(job.id()));
        row.put("name", Value.ofText(job.name()));
        row.put("type", Value.ofText(job.type()));
        row.put("status", new Value.Text(status));
        row.put("pid", Value.ofText(job.pid()));
        row.put("attempts", new Value.Whole(job.attempts()));
        row.put("restarts", new Value.Whole(job.restarts()));
    }
}
