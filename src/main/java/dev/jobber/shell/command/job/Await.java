package dev.jobber.shell.command.job;

import dev.jobber.job.AwaitResult;
import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.Jobber;
import dev.jobber.job.durable.StoredJob;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        // The store is asked first: what it hands out meanwhile is found in the memory, or waited
        // for
        // in the store.
        List<StoredJob> known = stored();
        List<JobHandle> jobs = names.isEmpty() ? jobber.jobs() : here(known);
        Set<String> here = jobs.stream().map(JobHandle::id).collect(Collectors.toSet());
        List<StoredJob> stored = known.stream().filter(job -> !here.contains(job.id())).toList();
        session.targets().awaitsEnds(jobs);
        long begin = System.nanoTime();
        return switch (jobber.await(jobs, timeout.most())) {
            case AwaitResult.AllEnded(List<JobInfo> ended) -> {
                List<JobInfo> all = new ArrayList<>(ended);
                all.addAll(await(stored, Duration.ofNanos(System.nanoTime() - begin)));
                List<JobInfo> pending = all.stream().filter(job -> !job.status().isEnd()).toList();
                yield pending.isEmpty() ? ended(all) : timedOut(pending);
            }
            case AwaitResult.TimedOut(List<JobInfo> pending) -> timedOut(pending);
        };
    }

    /// The jobs that are named and in the memory.
    private List<JobHandle> here(List<StoredJob> known) {
        Set<String> ids = known.stream().map(StoredJob::id).collect(Collectors.toSet());
        return names.stream()
                .flatMap(name ->
                        ids.contains(name)
                                ? session.observer().job(name).stream()
                                : Stream.of(session.targets().job(name)))
                .toList();
    }

    /// The jobs of the store that are meant.
    private List<StoredJob> stored() {
        return session.store().stream()
                .flatMap(store ->
                        names.isEmpty()
                                ? store.open().stream()
                                : names.stream().flatMap(name -> store.find(name).stream()))
                .toList();
    }

    private List<JobInfo> await(List<StoredJob> stored, Duration passed) {
        return stored.isEmpty()
                ? List.of()
                : session
                        .store()
                        .orElseThrow()
                        .await(
                                stored,
                                timeout.equals(TimeLimit.INFINITY)
                                        ? timeout.most()
                                        : timeout.most().minus(passed))
                        .stream()
                        .map(StoredJob::info)
                        .toList();
    }

    private Answer timedOut(List<JobInfo> pending) {
        return Answer.failed(
                UserError.of(
                        ErrorCode.TIMEOUT,
                        "not all jobs ended within " + timeout + ": " + listed(pending)));
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
