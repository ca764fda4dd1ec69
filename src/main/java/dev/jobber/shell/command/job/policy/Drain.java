package dev.jobber.shell.command.job.policy;

import dev.jobber.job.JobInfo;
import dev.jobber.job.JobTypes;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.TimeLimit;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drain [TYPE]`
@Command(
        name = "drain",
        description = {
            "Takes no new jobs, and waits until those that run or wait have ended.",
            "It lists the jobs that have not ended when the time is over; they go on.",
            "New jobs are refused until 'resume'."
        })
@Example(
        value = "start-job good --sleep 10ms --type mail; drain mail; resume mail",
        does = "waits for the jobs of a type, and takes new ones again")
@Example(value = "drain --timeout 1s; resume", does = "waits a second at most for all jobs")
@InOtp("OTP has none: nothing of the type is started, and its jobs are monitored until their ends.")
@SeeAlso({"resume", "pause", "await"})
final class Drain extends ListCommand<JobInfo> {
    private static final Columns<JobInfo> COLUMNS =
            Columns.<JobInfo>of(
                    Column.text("id", JobInfo::id),
                    Column.optional("name", JobInfo::name),
                    Column.optional("type", JobInfo::type),
                    Column.<JobInfo>text("status", job -> job.status().toString()));

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "TYPE",
            description = "The type; all types if you name none.")
    private Optional<String> type = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description = "How long to wait; infinity is the default.")
    private TimeLimit timeout = TimeLimit.INFINITY;

    Drain(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public Columns<JobInfo> columns() {
        return COLUMNS;
    }

    @Override
    public void validate(Validation validation) {
        super.validate(validation);
        TypeNames.check(validation, type);
    }

    @Override
    public Answer run() {
        JobTypes types = session.observer().jobber().types();
        Optional<String> guess = type.flatMap(session.guesses()::type);
        new AllTypes(session).drain(type);
        session.targets().awaitsEnds(types.notEnded(type));
        List<JobInfo> left = types.drain(type, timeout.most());
        return left.isEmpty() && choice().areEmpty()
                ? Answer.of(
                        new Value.Rows(List.of()),
                        "ok no job is left; 'resume' takes new jobs again"
                                + guess.map(text -> " (" + text + ")").orElse(""))
                : answer(left.stream());
    }
}
