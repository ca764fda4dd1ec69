package dev.jobber.shell.command.job;

import dev.jobber.job.AwaitResult;
import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.Jobber;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Converters;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.TimeLimit;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `await [ID|PID …]`
@Command(
        name = "await",
        description = {
            "Waits until jobs have ended, with success or without.",
            "A job has ended when its process is gone, no restart follows, and its supervisor has dealt with it."
        })
@Example(value = "job = start-job good --sleep 10ms; await $job", does = "waits for one job")
@Example(
        value = "start-job good --sleep 10ms; await --timeout 1m --fail",
        does = "waits for all, and fails unless all are done")
@InOtp("Process.monitor/1 on each job and a receive of its :DOWN message, across all restarts.")
@SeeAlso({"jobs", "drain", "status", "scripts"})
final class Await extends ListCommand<JobInfo> {
    private static final Columns<JobInfo> COLUMNS =
            Columns.<JobInfo>of(
                    Column.text("id", JobInfo::id),
                    Column.<JobInfo>text("status", job -> job.status().toString())
                            .among(Converters.words(JobStatus.class)));

    private static final int SHOWN = 5;

    private final Session session;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Jobs, by id, pid or their supervisor's pid; all jobs if you name none.")
    private List<String> names = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description = "How long to wait; infinity is the default.")
    private TimeLimit timeout = TimeLimit.INFINITY;

    @Option(names = "--fail", description = "Fail unless all jobs are done.")
    private boolean fail;

    Await(Session session) {
        this.session = session;
    }

    @Override
    public Columns<JobInfo> columns() {
        return COLUMNS;
    }

    @Override
    public Answer run() {
        Jobber jobber = session.observer().jobber();
        List<JobHandle> jobs =
                names.isEmpty()
                        ? jobber.jobs()
                        : names.stream().map(session.targets()::job).toList();
        session.targets().awaitsEnds(jobs);
        return switch (jobber.await(jobs, timeout.most())) {
            case AwaitResult.AllEnded(List<JobInfo> ended) -> ended(ended);
            case AwaitResult.TimedOut(List<JobInfo> pending) ->
                    Answer.failed(
                            UserError.of(
                                    ErrorCode.TIMEOUT,
                                    "not all jobs ended within "
                                            + timeout
                                            + ": "
                                            + listed(pending)));
        };
    }

    private Answer ended(List<JobInfo> jobs) {
        List<JobInfo> others = jobs.stream().filter(job -> job.status() != JobStatus.DONE).toList();
        if (fail && !others.isEmpty()) {
            return Answer.failed(
                    UserError.of(
                            new ErrorCode("failed"), "not all jobs are done: " + listed(others)));
        }
        return answer(jobs.stream());
    }

    private static String listed(List<JobInfo> jobs) {
        String first =
                jobs.stream()
                        .limit(SHOWN)
                        .map(job -> job.id() + " " + job.status())
                        .collect(Collectors.joining(", "));
        return jobs.size() > SHOWN ? first + " and " + (jobs.size() - SHOWN) + " more" : first;
    }
}
