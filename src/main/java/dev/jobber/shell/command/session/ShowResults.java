package dev.jobber.shell.command.session;

import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.Variables;
import dev.jobber.shell.session.Variables.Kept;
import dev.jobber.shell.session.Variables.Numbered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `v [N]`: `v/1` in IEx
@Command(
        name = "v",
        description = {
            "Shows the last results, which have numbers, or one of them.",
            "$1 stands for the first result, as $NAME for one with a name. The last "
                    + Variables.MOST_NUMBERED
                    + " are kept. Answers of 'v', and of commands that have nothing to say, have no numbers."
        })
@Example(
        value = "whereis JobRunner; info $1; v",
        does = "uses a result by its number, and shows both")
@Example(value = "whereis JobRunner; v 1", does = "shows the first result again")
@InOtp("v/1 of IEx.")
@SeeAlso({"vars", "variables"})
final class ShowResults extends ListCommand<Numbered> {
    private static final Columns<Numbered> COLUMNS =
            Columns.<Numbered>of(
                    Column.whole("n", Numbered::number),
                    Column.text("line", Numbered::line),
                    Column.<Numbered>of("value", result -> result.kept().value())
                            .shownAs("value", result -> brief(result.kept().value())));

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "N", description = "The number of one result.")
    private Optional<Integer> number = Optional.empty();

    ShowResults(Session session) {
        this.session = session;
    }

    /// What a value is for short.
    private static Value brief(Value value) {
        return switch (value) {
            case Value.Rows(List<Value> rows) ->
                    new Value.Text(rows.size() + (rows.size() == 1 ? " row" : " rows"));
            case Value.Fields(Map<String, Value> fields) ->
                    Stream.of("pid", "id", "name")
                            .flatMap(name -> Stream.ofNullable(fields.get(name)))
                            .filter(Value.Text.class::isInstance)
                            .findFirst()
                            .orElseGet(() -> Value.ofText(value.principal()));
            default -> value;
        };
    }

    @Override
    public boolean isKept() {
        return false;
    }

    @Override
    public Columns<Numbered> columns() {
        return COLUMNS;
    }

    @Override
    public void validate(Validation validation) {
        super.validate(validation);
        if (number.isPresent() && !choice().areEmpty()) {
            validation.problem(
                    number.get().toString(),
                    UserError.usage(
                            "options that choose rows are for the list of all results",
                            "leave out " + number.get()));
        }
    }

    @Override
    public Answer run() {
        if (number.isEmpty()) {
            return answer(session.variables().numbered().stream());
        }
        String name = number.get().toString();
        Kept kept =
                session.variables()
                        .kept(name)
                        .orElseThrow(() ->
                                new ShellException(
                                        new UserError(
                                                ErrorCode.NOT_FOUND,
                                                "there is no result " + name,
                                                "'v' lists the last ones")));
        return new Answer.Ok(kept.value(), kept.rendering());
    }
}
