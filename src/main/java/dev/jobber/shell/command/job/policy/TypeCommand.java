package dev.jobber.shell.command.job.policy;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.shell.command.job.kind.PolicyOptions;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.list.ListOptions;
import dev.jobber.shell.parse.CommandForm;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `type [TYPE] [OPTIONS]`
@Command(
        name = "type",
        description = {
            "Shows what holds for the jobs of a type, or changes it.",
            "The same options of a job that is defined or started win over those of its type.",
            "Jobs that run go on, even if a new limit is below their number; jobs that wait start as soon as they may.",
            "A rate holds for any time of that length: 5/1s never starts a sixth job within a second."
        })
@Example(
        value = "type mail --limit 3 --when-full queue; start-job good --type mail; type mail",
        does = "limits a type, lets further jobs wait, and shows what runs and waits")
@Example(
        value = "type mail --rate 5/1s --retries 2 --backoff exp:1s..1m~20%",
        does = "changes more")
@Example(value = "type", does = "shows all types that were changed or have jobs")
@InOtp("The quota of the document, for any type and with more rules.")
@SeeAlso({"limit", "queue", "start-job", "quotas", "retries"})
final class TypeCommand extends ListCommand<TypeInfo> {
    private final Session session;
    private final PolicyOptions policy = new PolicyOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "TYPE",
            description = "The type; all types if you name none.")
    private Optional<String> type = Optional.empty();

    TypeCommand(Session session) {
        this.session = session;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        form.addOptions(policy, PolicyOptions.OF_TYPES);
        form.addOptions(choice(), ListOptions.ALL_BUT_LIMIT);
    }

    @Override
    public Columns<TypeInfo> columns() {
        return TypeAnswer.COLUMNS;
    }

    @Override
    public void validate(Validation validation) {
        super.validate(validation);
        TypeNames.check(validation, type);
        policy.validate(validation);
        TypeNames.checkChoice(validation, type, choice());
        if (type.isEmpty() && !policy.policy().equals(ofLimit())) {
            validation.problem("type", UserError.usage("'type' needs the type that it changes"));
        }
    }

    private Optional<Limit> limit() {
        return policy.policy().admission().limit();
    }

    /// A policy that says no more than the limit that the line has, if any.
    private JobPolicy ofLimit() {
        return limit().map(
                        most -> JobPolicy.NONE.withAdmission(AdmissionPolicy.NONE.withLimit(most)))
                .orElse(JobPolicy.NONE);
    }

    @Override
    public Optional<String> note() {
        return super.note()
                .map(fields -> fields + " Without TYPE, --limit N shows only the first N types.");
    }

    @Override
    public boolean changes() {
        return type.isPresent() && !policy.areEmpty();
    }

    @Override
    public Answer run() {
        var types = new AllTypes(session);
        if (type.isEmpty()) {
            limit().ifPresent(limit -> limit.most().ifPresent(choice()::limit));
            return answer(types.all().stream());
        }
        Optional<String> guess = session.guesses().type(type.get());
        return TypeAnswer.of(
                policy.areEmpty()
                        ? types.type(type.get())
                        : types.change(type.get(), policy.policy()),
                guess);
    }
}
