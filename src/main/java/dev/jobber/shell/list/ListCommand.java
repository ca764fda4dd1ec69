package dev.jobber.shell.list;

import dev.jobber.shell.parse.CommandForm;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Rendering;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A command that answers a list. A line chooses rows and fields of it with [ListOptions].
///
/// @param <T> what a row is made of
public abstract class ListCommand<T> implements ShellCommand {
    private final ListOptions choice = new ListOptions();

    /// The fields of the rows. It may depend on the line, which has been read then.
    public abstract Columns<T> columns();

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        form.addOptions(choice);
    }

    @Override
    public void validate(Validation validation) {
        choice.validate(validation, columns());
    }

    @Override
    public Optional<String> note() {
        Columns<T> columns = columns();
        String fields = "The fields are " + String.join(", ", columns.names()) + ".";
        return Optional.of(
                columns.expendable().isEmpty()
                        ? fields
                        : fields
                                + " On a screen that is too narrow these are left out first, in this order: "
                                + String.join(", ", columns.expendable())
                                + ".");
    }

    /// What the line chooses of the list.
    protected final ListOptions choice() {
        return choice;
    }

    /// What people are told beside an empty list, as which word of the line may be wrong.
    protected Optional<String> remark() {
        return Optional.empty();
    }

    /// The answer with what the line chooses of these rows.
    ///
    /// @param rows are looked at once, and no more of them than are needed
    protected final Answer answer(Stream<T> rows) {
        return choice.answer(columns(), rows, Optional.empty(), this::remark);
    }

    /// The same, where the rows look better in another way than in a table. If the line chooses
    /// fields, they are a table all the same.
    ///
    /// @param drawn how they look; there is at least one row
    protected final Answer answer(Stream<T> rows, Function<List<T>, Rendering> drawn) {
        return choice.answer(columns(), rows, Optional.of(drawn), this::remark);
    }

    /// The rows that the line chooses, for an answer that is no list.
    protected final Stream<T> wanted(Stream<T> rows) {
        return choice.wanted(columns(), rows);
    }
}
