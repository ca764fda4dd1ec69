package dev.jobber.shell.command.job.policy;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobTypes;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
final class QueueCommand implements ShellCommand {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "TYPE",
            description = "The type; all types if you name none.")
    private Optional<String> type = Optional.empty();

    QueueCommand(Session session) {
        this.session = session;
    }

    @Override
    public void validate(Validation validation) {
        TypeNames.check(validation, type);
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        JobTypes types = session.observer().jobber().types();
        List<Value> rows = new ArrayList<>();
        if (type.isPresent()) {
            add(rows, types.queue(type.get()), Value.Fields.none());
        } else {
            for (TypeInfo each : types.all()) {
                add(rows, types.queue(each.type()), Value.Fields.none().with("type", each.type()));
            }
        }
        return Answer.of(new Value.Rows(rows));
    }

    private static void add(List<Value> rows, List<JobHandle> jobs, Value.Fields begin) {
        int position = 0;
        for (JobHandle job : jobs) {
            JobInfo info = job.info();
            rows.add(
                    begin.with("id", info.id())
                            .with("name", Value.ofText(info.name()))
                            .with("position", ++position)
                            .with("since", info.started().toString()));
        }
    }
}
