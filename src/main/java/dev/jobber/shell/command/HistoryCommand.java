package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.Example;
import dev.jobber.shell.LineSource;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import dev.jobber.shell.Value;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/// `history`
@Command(
        name = "history",
        description = {"Shows the lines that were typed, oldest first.", "A script has none."})
@Example(value = "history", does = "shows the lines")
final class HistoryCommand implements ShellCommand {

    private final Session session;

    HistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        List<String> lines = session.prompt().map(LineSource::history).orElse(List.of());
        var value = new Value.Rows(lines.stream().<Value>map(Value.Text::new).toList());
        return Answer.of(
                value,
                IntStream.range(0, lines.size())
                        .mapToObj(i -> "%5d  %s".formatted(i + 1, lines.get(i)))
                        .collect(Collectors.joining("\n")));
    }
}
