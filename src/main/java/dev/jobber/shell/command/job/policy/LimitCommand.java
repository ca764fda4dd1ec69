package dev.jobber.shell.command.job.policy;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
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
@InOtp("The quota of the document: Enum.count(running_imports()) >= 5.")
@SeeAlso({"type", "queue", "quotas"})
final class LimitCommand implements ShellCommand {
    private final Session session;

    @Parameters(index = "0", paramLabel = "TYPE", description = "The type.")
    private String type = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "N",
            description = "How many may run, or none for no limit.")
    private Optional<Limit> limit = Optional.empty();

    LimitCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return limit.isPresent();
    }

    @Override
    public Answer run() {
        var types = new AllTypes(session);
        Optional<String> guess = session.guesses().type(type);
        TypeInfo now =
                limit.map(most -> types.change(type, limitedTo(most)))
                        .orElseGet(() -> types.type(type));
        Value.Fields value =
                Value.Fields.none()
                        .with("type", now.type())
                        .with("limit", Value.ofWhole(now.limit().most()))
                        .with("running", now.running());
        return Answer.of(
                value,
                "type: "
                        + now.type()
                        + ", limit: "
                        + now.limit()
                        + ", running: "
                        + now.running()
                        + guess.map(text -> " (" + text + ")").orElse(""));
    }

    private static JobPolicy limitedTo(Limit most) {
        return JobPolicy.NONE.withAdmission(AdmissionPolicy.NONE.withLimit(most));
    }
}
