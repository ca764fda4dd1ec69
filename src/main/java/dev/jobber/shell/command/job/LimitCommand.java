package dev.jobber.shell.command.job;

import dev.jobber.job.Jobber;
import dev.jobber.job.policy.Limit;
import dev.jobber.shell.parse.CountLimit;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `limit TYPE [N|none]`
@Command(
        name = "limit",
        description = {
            "Shows how many jobs of a type may run at once, or changes it.",
            "The limit of import is 5 at first. Running jobs go on, even if a new limit is below their number."
        })
@Example(value = "limit import", does = "shows the limit on imports, and how many run")
@Example(value = "limit import 10; limit mail none", does = "changes two limits")
final class LimitCommand implements ShellCommand {
    private final Session session;

    @Parameters(index = "0", paramLabel = "TYPE", description = "The type.")
    private String type = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "N",
            description = "How many may run, or none for no limit.")
    private Optional<CountLimit> limit = Optional.empty();

    LimitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        Jobber jobber = session.observer().jobber();
        Limit now =
                limit.map(most -> jobber.setLimit(type, most.count()))
                        .orElseGet(() -> jobber.limit(type));
        return answer(now);
    }

    private static Answer answer(Limit limit) {
        String most = limit.limit().isPresent() ? String.valueOf(limit.limit().getAsInt()) : "none";
        Value.Fields value =
                Value.Fields.none()
                        .with("type", limit.type())
                        .with("limit", Value.ofWhole(limit.limit()))
                        .with("running", limit.running());
        return Answer.of(
                value,
                "type: " + limit.type() + ", limit: " + most + ", running: " + limit.running());
    }
}
