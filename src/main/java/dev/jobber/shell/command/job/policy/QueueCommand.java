package dev.jobber.shell.command.job.policy;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobTypes;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `queue [TYPE]`
@Command(
        name = "queue",
        description = {
            "Lists the jobs that wait for room, in the order in which they start.",
            "Higher priorities come first; of one priority, the job that has waited longest."
        })
@Example(
        value =
                "type mail --limit 1 --when-full queue; start-job good --type mail; start-job bad --type mail; queue mail",
        does = "lists one job, which waits for the other")
@Example(value = "queue", does = "lists the waiting jobs of all types")
@InOtp(
        "OTP has none: JobQueue is a process under Jobber.Supervisor that asks JobRunner to start the jobs.")
@SeeAlso({"type", "cancel", "pause", "quotas"})
final class QueueCommand extends ListCommand<QueueCommand.Row> {
    private static final Columns<Row> OF_A_TYPE =
            Columns.<Row>of(
                    Column.<Row>text("id", row -> row.info().id()),
                    Column.optional("name", row -> row.info().name()),
                    Column.whole("position", Row::position),
                    Column.text("since", row -> row.info().started().toString()));

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "TYPE",
            description = "The type; all types if you name none.")
    private Optional<String> type = Optional.empty();

    QueueCommand(Session session) {
        this.session = session;
    }

    /// A job that waits.
    ///
    /// @param position its place in the queue of its type, from 1
    record Row(String type, JobInfo info, int position) {}

    /// The type is told where the list is not of one type.
    @Override
    public Columns<Row> columns() {
        return type.isPresent() ? OF_A_TYPE : OF_A_TYPE.after(Column.text("type", Row::type));
    }

    @Override
    public void validate(Validation validation) {
        super.validate(validation);
        TypeNames.check(validation, type);
    }

    @Override
    protected Optional<String> remark() {
        return type.flatMap(session.guesses()::type);
    }

    @Override
    public Answer run() {
        Stream<String> wanted =
                type.isPresent()
                        ? Stream.of(type.get())
                        : new AllTypes(session).all().stream().map(TypeInfo::type);
        return answer(wanted.flatMap(each -> rows(each, queue(each))));
    }

    /// The jobs of a type that wait: those of the store, then the others.
    private List<JobInfo> queue(String each) {
        JobTypes types = session.observer().jobber().types();
        return Stream.concat(
                        session.store().stream()
                                .flatMap(store -> store.queue(each).stream())
                                .map(StoredJob::info),
                        types.queue(each).stream().map(JobHandle::info))
                .toList();
    }

    private static Stream<Row> rows(String type, List<JobInfo> jobs) {
        return IntStream.range(0, jobs.size()).mapToObj(i -> new Row(type, jobs.get(i), i + 1));
    }
}
