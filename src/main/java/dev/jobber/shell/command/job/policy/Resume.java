package dev.jobber.shell.command.job.policy;

import dev.jobber.job.policy.TypeInfo;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `resume [TYPE]`
@Command(
        name = "resume",
        description = "Starts the jobs of a type again, after 'pause' or 'drain'.")
@Example(value = "pause mail; resume mail", does = "starts the jobs of a type again")
@Example(value = "drain --timeout 1s; resume", does = "takes jobs of all types again")
@InOtp("OTP has none: the jobs that wait reach JobRunner again.")
@SeeAlso({"pause", "drain", "queue"})
final class Resume extends ListCommand<TypeInfo> {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "TYPE",
            description = "The type; all types if you name none.")
    private Optional<String> type = Optional.empty();

    Resume(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public Columns<TypeInfo> columns() {
        return TypeAnswer.COLUMNS;
    }

    @Override
    public void validate(Validation validation) {
        super.validate(validation);
        TypeNames.checkChoice(validation, type, choice());
        TypeNames.check(validation, type);
    }

    @Override
    public Answer run() {
        var types = new AllTypes(session);
        Optional<String> guess = type.flatMap(session.guesses()::type);
        return type.map(each -> TypeAnswer.of(types.resume(each), guess))
                .orElseGet(() -> answer(types.resume().stream()));
    }
}
