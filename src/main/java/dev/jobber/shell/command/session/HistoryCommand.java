package dev.jobber.shell.command.session;

import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/// `history`
@Command(
        name = "history",
        description = {"Shows the lines that were typed, oldest first.", "A script has none."})
@Example(value = "history", does = "shows the lines")
@Example(value = "history --where line~start-job", does = "shows the lines that start jobs")
@Example(value = "set output json; history", does = "answers them in JSON")
@InOtp("The history of the Erlang shell, which -kernel shell_history turns on.")
@SeeAlso({"keys"})
final class HistoryCommand extends ListCommand<HistoryCommand.Row> {
    private static final Columns<Row> COLUMNS =
            Columns.<Row>of(Column.<Row>whole("n", Row::number), Column.text("line", Row::line));

    private final Session session;

    HistoryCommand(Session session) {
        this.session = session;
    }

    /// A line that was typed.
    record Row(int number, String line) {}

    @Override
    public Columns<Row> columns() {
        return COLUMNS;
    }

    @Override
    public Answer run() {
        List<String> lines = session.prompt().map(Prompt::history).orElse(List.of());
        return answer(
                IntStream.range(0, lines.size()).mapToObj(i -> new Row(i + 1, lines.get(i))),
                rows ->
                        _ ->
                                rows.stream()
                                        .map(row -> "%5d  %s".formatted(row.number(), row.line()))
                                        .collect(Collectors.joining("\n")));
    }
}
