package dev.jobber.shell.command.job;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.JobQuery;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.policy.DurationText;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final List<Column<Look>> OF_STORE =
            List.of(Column.optional("node", Look::node), Column.truth("durable", Look::isDurable));

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

    @Option(
            names = "--node",
            paramLabel = "NODE",
            description = "Only jobs that this node of the store runs, or ran last.")
    private Optional<String> node = Optional.empty();

    Jobs(Session session) {
        this.session = session;
    }

    @Override
    public Columns<Look> columns() {
        return columns(session);
    }

    /// With a store there is more to tell of a job.
    private static Columns<Look> columns(Session session) {
        return !session.hasStore()
                ? COLUMNS
                : new Columns<>(
                        Stream.of(COLUMNS.all(), OF_STORE).flatMap(List::stream).toList(),
                        COLUMNS.expendable());
    }

    @Override
    protected Optional<String> remark() {
        return type.flatMap(session.guesses()::type);
    }

    @Override
    public Answer run() {
        if (node.isPresent()) {
            var _ = session.storeFor("--node");
        }
        Optional<JobView> one = id.map(text -> JobView.find(session, text));
        if (one.isPresent() && choice().areEmpty()) {
            return ShowJob.answer(one.get(), session);
        }
        return answer(
                one.map(job -> Stream.of(job.look())).orElseGet(this::all).filter(this::isWanted));
    }

    /// The jobs of the store that the memory does not have, then those that it has.
    private Stream<Look> all() {
        List<JobHandle> here = session.observer().jobber().jobs();
        Optional<DurableJobs> store = session.store();
        if (store.isEmpty()) {
            return here.stream().map(job -> Look.at(job, store));
        }
        Set<String> known =
                here.stream()
                        .filter(JobView::isDurable)
                        .map(JobHandle::id)
                        .collect(Collectors.toSet());
        Set<JobStatus> statuses =
                status.map(Set::of).orElse(failed ? FAILED : EnumSet.noneOf(JobStatus.class));
        int most = session.observer().jobber().settings().history();
        return Stream.concat(
                store.get().jobs(new JobQuery(statuses, type, node, most)).stream()
                        .filter(job -> !known.contains(job.id()))
                        .map(Look::at),
                here.stream().map(job -> Look.at(job, store)));
    }

    private boolean isWanted(Look job) {
        JobStatus now = job.info().status();
        return (status.isEmpty() || status.get() == now)
                && (type.isEmpty() || type.equals(job.info().type()))
                && (node.isEmpty() || node.equals(job.node()))
                && (!failed || FAILED.contains(now));
    }

    /// How a job is, and how far its work says it has come.
    ///
    /// @param place where it is in the store; empty without a store
    record Look(JobInfo info, Optional<AttemptLog.Progress> progress, Optional<Place> place) {
        /// Where a job is.
        ///
        /// @param node the node that runs it, or ran it last
        /// @param isDurable whether the store has it
        record Place(Optional<String> node, boolean isDurable) {}

        static Look at(JobHandle job, Optional<DurableJobs> store) {
            JobInfo info = job.info();
            boolean works = info.status() == JobStatus.RUNNING;
            return new Look(
                    info,
                    works ? job.progress() : Optional.empty(),
                    store.map(it -> new Place(Optional.of(it.node()), JobView.isDurable(job))));
        }

        /// A job of the store.
        static Look at(StoredJob job) {
            return new Look(job.info(), Optional.empty(), Optional.of(new Place(job.node(), true)));
        }

        /// A job of which no more is known.
        static Look at(JobInfo info) {
            return new Look(info, Optional.empty(), Optional.empty());
        }

        Optional<String> node() {
            return place.flatMap(Place::node);
        }

        boolean isDurable() {
            return place.filter(Place::isDurable).isPresent();
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
    static Value.Fields row(Look look, Session session) {
        return columns(session).row(look);
    }

    /// A job of which no more is known, as programs read it.
    static Value.Fields row(JobInfo job) {
        return COLUMNS.row(Look.at(job));
    }

    /// A job as people are shown it.
    static Value.Fields forPeople(Look look, Session session) {
        return columns(session).usual().shown(look);
    }
}
