package dev.jobber.shell.command.job;

import dev.jobber.job.DurationText;
import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Converters;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `jobs [ID]`
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
@Example(
        value = "jobs --where status!=done --sort -duration_ms --limit 10 --select id,status,error",
        does = "shows the ten jobs that have worked longest and are not done")
@Example(value = "start-job good --id a; jobs a", does = "shows one job and its last attempts")
@InOtp("Registry.select/2 on JobRegistry shows those that run; OTP keeps none that have ended.")
@SeeAlso({"job", "await", "status", "running", "which-children"})
final class Jobs extends ListCommand<Jobs.Look> {
    private static final Set<JobStatus> FAILED =
            Set.of(JobStatus.FAILED, JobStatus.CRASHED, JobStatus.KILLED);

    private static final Columns<Look> COLUMNS =
            Columns.<Look>of(
                            Column.<Look>text("id", look -> look.info().id()),
                            Column.optional("name", look -> look.info().name()),
                            Column.optional("type", look -> look.info().type()),
                            Column.<Look>text("status", look -> look.info().status().toString())
                                    .shownAs("status", look -> new Value.Text(look.status()))
                                    .among(Converters.words(JobStatus.class)),
                            Column.optional("pid", look -> look.info().pid()),
                            Column.whole("attempts", look -> look.info().attempts()),
                            Column.whole("restarts", look -> look.info().restarts()),
                            Column.<Look>optional("started", Look::started).onlyIfChosen(),
                            Column.<Look>of("duration_ms", Look::millis)
                                    .shownAs("for", look -> new Value.Text(look.time())),
                            Column.optional("error", look -> look.info().error()))
                    .leavingOut("restarts", "attempts", "type", "name", "for", "pid");

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Shows this one job: its id, its pid or its supervisor's pid.")
    private Optional<String> id = Optional.empty();

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
    public Columns<Look> columns() {
        return COLUMNS;
    }

    @Override
    public Answer run() {
        Optional<JobHandle> one = id.map(session.targets()::job);
        if (one.isPresent() && choice().areEmpty()) {
            return ShowJob.answer(one.get());
        }
        List<JobHandle> all = one.map(List::of).orElseGet(session.observer().jobber()::jobs);
        return answer(
                all.stream()
                        .map(Look::at)
                        .filter(job -> status.isEmpty() || status.get() == job.info().status())
                        .filter(job -> type.isEmpty() || type.equals(job.info().type()))
                        .filter(job -> !failed || FAILED.contains(job.info().status())));
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

        Optional<String> started() {
            return info.pid().map(_ -> info.started().toString());
        }

        /// How long it has run, for programs.
        Value millis() {
            return info.pid()
                    .<Value>map(_ -> new Value.Whole(info.duration().toMillis()))
                    .orElseGet(Value::nothing);
        }

        /// How long it has run or waited, for people.
        String time() {
            return DurationText.format(info.duration());
        }
    }

    /// A job as programs read it.
    static Value.Fields row(JobInfo job) {
        return COLUMNS.row(new Look(job, Optional.empty()));
    }

    /// A job as people are shown it.
    static Value.Fields forPeople(Look look) {
        return COLUMNS.usual().shown(look);
    }
}
